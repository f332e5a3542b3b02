/**
 * Checks that a library computes convolutions correctly on this processor before anything relies on it.
 *
 * <p>In: a library, and the convolutions of a network. Out: the fastest setting with which all of them agree with plain Java
 * loops, stored under {@code $CSTA_HOME/arithmetic}, or an error that names the processor and the layer.
 *
 * <p>Reason: oneDNN, which PyTorch uses, computes some convolutions incorrectly on virtual machines that hide their caches,
 * without an error.
 */
@NullMarked
package io.csta.arithmetic;

import org.jspecify.annotations.NullMarked;
