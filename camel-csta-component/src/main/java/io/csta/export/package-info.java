/**
 * Results in the forms that other programs and people read.
 *
 * <p>In: a {@code Summary}, what steps give on their own, an {@code Evaluation}. Out: {@code summary.json}, JSON, tables.
 */
@NullMarked
package io.csta.export;

import org.jspecify.annotations.NullMarked;
