/**
 * Networks that are ready to run, after a check of their arithmetic: the feature extractor and the scorer, on ONNX Runtime or
 * on PyTorch.
 *
 * <p>They are built from {@code layer}, {@code backbone} and {@code csta}; {@code engine} contains the libraries and devices.
 */
@NullMarked
package io.csta.nn;

import org.jspecify.annotations.NullMarked;
