/**
 * Frames to a feature matrix, by the pooled map of a CNN: GoogLeNet (1024 values) or EfficientNet-Lite0 (1280).
 *
 * <p>In: upright RGB pictures. Out: one vector of unit length per picture.
 */
@NullMarked
package io.csta.features;

import org.jspecify.annotations.NullMarked;
