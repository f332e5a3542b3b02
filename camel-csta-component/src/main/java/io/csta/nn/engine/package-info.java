/** The libraries that run networks, and the devices on which networks run. */
@NullMarked
package io.csta.nn.engine;

import org.jspecify.annotations.NullMarked;
