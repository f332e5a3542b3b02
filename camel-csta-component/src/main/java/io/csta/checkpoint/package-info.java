/**
 * PyTorch and safetensors files to named tensors, and back to safetensors.
 *
 * <p>In: a file from an untrusted source. Out: names, shapes, types and values. Nothing in a file is ever executed.
 */
@NullMarked
package io.csta.checkpoint;

import org.jspecify.annotations.NullMarked;
