/**
 * Camel CSTA: a long video in, a short one that keeps what matters out.
 *
 * <p>A video walks through the rooms below in one direction: {@code video} decodes it, {@code features} turns frames
 * into vectors, {@code segmentation} cuts the vectors into shots, {@code scoring} gives every sampled frame an
 * importance, {@code selection} chooses shots within a budget, and {@code summary} is the walk itself. This package
 * holds only what all rooms share: the root of the exceptions, cancellation, and the way files are written and told
 * apart.
 */
@NullMarked
package io.csta;

import org.jspecify.annotations.NullMarked;
