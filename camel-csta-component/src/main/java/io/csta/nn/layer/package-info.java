/**
 * The parts that networks are built from: convolutions, normalizations, poolings, activations and their combinations.
 *
 * <p>A {@link io.csta.nn.layer.Layer} computes with DJL ({@code forward}) and writes the same operators to an ONNX graph
 * ({@code write}). {@link io.csta.nn.layer.StateDict} sets their parameters from a checkpoint, by the names of the published state
 * dicts.
 */
@NullMarked
package io.csta.nn.layer;

import org.jspecify.annotations.NullMarked;
