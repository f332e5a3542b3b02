/**
 * CSTA. {@link io.csta.nn.csta.CstaOptions} select the parts of a {@link io.csta.nn.csta.CstaNetwork}, which computes with DJL;
 * {@link io.csta.nn.csta.CstaGraph} writes it as ONNX operators.
 *
 * <p>In: features {@code [frames, input width]}. Out: one importance score per frame.
 */
@NullMarked
package io.csta.nn.csta;

import org.jspecify.annotations.NullMarked;
