package io.csta.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.Activation;
import ai.djl.training.ParameterStore;

/**
 * CSTA's head: {@code [frames, width]} to one score between 0 and 1 a frame, {@code [frames]}.
 *
 * <p>Its two steps are the children {@code linear1} and {@code linear2} of the published model, which is why this is
 * a pair of layers and not a layer.
 */
final class Classifier {

    private static final float EPSILON = 1e-6f;

    private Classifier() {}

    /** Affine, rectified, normalized: {@code [frames, width]} to {@code [frames, width]}. */
    static final class Hidden extends Layer {
        private final Linear affine;
        private final LayerNorm normalization;

        Hidden(int width) {
            this.affine = addChildBlock("0", new Linear(width, width));
            this.normalization = addChildBlock("3", new LayerNorm(width, EPSILON));
        }

        @Override
        NDArray forward(ParameterStore store, NDArray input, boolean training) {
            try (NDArray sums = affine.forward(store, input, training);
                    NDArray rectified = Activation.relu(sums)) {
                return normalization.forward(store, rectified, training);
            }
        }
    }

    /** Affine to one number, squashed: {@code [frames, width]} to {@code [frames]}. */
    static final class Score extends Layer {
        private final Linear affine;

        Score(int width) {
            this.affine = addChildBlock("0", new Linear(width, 1));
        }

        @Override
        NDArray forward(ParameterStore store, NDArray input, boolean training) {
            try (NDArray logits = affine.forward(store, input, training);
                    NDArray scores = Activation.sigmoid(logits)) {
                return scores.reshape(-1);
            }
        }
    }
}
