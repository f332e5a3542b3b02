/**
 * Plots as SVG: curves over axes, bands and text, readable on light and dark backgrounds.
 *
 * <p>In: numbers and labels. Out: the text of an SVG file. What a plot shows is decided by the packages that have the data.
 */
@NullMarked
package io.csta.plot;

import org.jspecify.annotations.NullMarked;
