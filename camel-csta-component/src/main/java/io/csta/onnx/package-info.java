/**
 * Networks as ONNX graphs, and ONNX Runtime to run them.
 *
 * <p>In: operators and weights, written by the networks of {@code io.csta.nn}. Out: an ONNX model, or the values that ONNX
 * Runtime computes with it. No other package uses the types of ONNX or of ONNX Runtime.
 */
@NullMarked
package io.csta.onnx;

import org.jspecify.annotations.NullMarked;
