/**
 * Camel CSTA: a long video in, a short video with its important shots out.
 *
 * <p>A video passes through the packages in one direction: {@code video} decodes it, {@code features} turns frames into
 * vectors, {@code segmentation} divides the vectors into shots, {@code scoring} gives every sampled frame an importance,
 * {@code selection} chooses shots within a budget, and {@code summary} runs these steps. This package holds only what all
 * of them share: the root of the exceptions, cancellation, file names, hashes, pauses between attempts, and how files are written.
 */
@NullMarked
package io.csta;

import org.jspecify.annotations.NullMarked;
