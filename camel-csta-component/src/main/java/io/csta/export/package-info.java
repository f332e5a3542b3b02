/**
 * A summary as a file that other programs read.
 *
 * <p>In: a {@code Summary}. Out: {@code summary.json}.
 */
@NullMarked
package io.csta.export;

import org.jspecify.annotations.NullMarked;
