/**
 * Whether a library computes convolutions rightly on this processor, before anything relies on it.
 *
 * <p>In: a library's convolutions, and those that a network consists of. Out: the fastest setting with which all of them agree
 * with plain Java loops, remembered under {@code $CSTA_HOME/arithmetic}, or an error that names the processor and the layer.
 *
 * <p>Reason: oneDNN, which PyTorch uses, computes some convolutions wrongly on virtual machines that hide their caches, and
 * says nothing.
 */
@NullMarked
package io.csta.arithmetic;

import org.jspecify.annotations.NullMarked;
