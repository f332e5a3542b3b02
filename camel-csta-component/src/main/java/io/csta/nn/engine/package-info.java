/**
 * The libraries that run networks, and the devices that they run on.
 */
@NullMarked
package io.csta.nn.engine;

import org.jspecify.annotations.NullMarked;
