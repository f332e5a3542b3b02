/**
 * Event files of TensorBoard.
 *
 * <p>In: numbers by step. Out: a file in which TensorBoard shows their curves, while it is being extended and afterwards.
 */
@NullMarked
package io.csta.tensorboard;

import org.jspecify.annotations.NullMarked;
