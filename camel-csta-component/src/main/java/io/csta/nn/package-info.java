/**
 * Networks that are ready to run: the feature extractor and the scorer, on ONNX Runtime or on PyTorch, after their arithmetic
 * was checked.
 *
 * <p>They are built from {@code layer}, {@code backbone} and {@code csta}; {@code engine} has the libraries and devices.
 */
@NullMarked
package io.csta.nn;

import org.jspecify.annotations.NullMarked;
