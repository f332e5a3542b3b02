/** This process: the memory of a native executable. */
@NullMarked
package io.csta.process;

import org.jspecify.annotations.NullMarked;
