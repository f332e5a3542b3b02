/**
 * Results as files and text for programs and people.
 *
 * <p>In: a {@code Summary}, the results of single steps, an {@code Evaluation}. Out: {@code summary.json}, JSON, tables.
 */
@NullMarked
package io.csta.export;

import org.jspecify.annotations.NullMarked;
