/**
 * Frames to a feature matrix, by GoogLeNet's pool5 layer.
 *
 * <p>In: upright RGB pictures. Out: one vector of 1024 values and unit length per picture.
 */
@NullMarked
package io.csta.features;

import org.jspecify.annotations.NullMarked;
