package io.csta.nn.csta;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.Activation;
import io.csta.nn.layer.Dropout;
import io.csta.nn.layer.ForwardContext;
import io.csta.nn.layer.GraphContext;
import io.csta.nn.layer.InitialValues;
import io.csta.nn.layer.Layer;
import io.csta.nn.layer.LayerNorm;
import io.csta.nn.layer.Linear;
import io.csta.onnx.Graph;
import io.csta.onnx.Value;

/** CSTA's head: {@code [frames, width]} to one score between 0 and 1 per frame, {@code [frames]}. */
final class Classifier extends Layer {

    private static final float EPSILON = 1e-6f;

    private final Hidden hidden;
    private final Score score;

    Classifier(int width, double dropout) {
        this.hidden = addChildBlock("linear1", new Hidden(width, dropout));
        this.score = addChildBlock("linear2", new Score(width));
    }

    /** Initialized as in Glorot and Bengio 2010, with the gain of ReLU. */
    private static Linear affine(int in, int out) {
        double bound = Math.sqrt(2) * Math.sqrt(6.0 / (in + out));
        return new Linear(in, out, InitialValues.uniform(bound), InitialValues.constant(0.1f));
    }

    @Override
    public NDArray forward(NDArray input, ForwardContext context) {
        try (NDArray rows = hidden.forward(input, context)) {
            return score.forward(rows, context);
        }
    }

    @Override
    public Value write(Value input, GraphContext context) {
        return score.write(hidden.write(input, context), context);
    }

    /** An affine map, ReLU, dropout and layer normalization: {@code [frames, width]} to {@code [frames, width]}. */
    private static final class Hidden extends Layer {
        private final Linear affine;
        private final Dropout dropout;
        private final LayerNorm normalization;

        Hidden(int width, double dropout) {
            this.affine = addChildBlock("0", affine(width, width));
            this.dropout = new Dropout(dropout);
            this.normalization = addChildBlock("3", new LayerNorm(width, EPSILON));
        }

        @Override
        public NDArray forward(NDArray input, ForwardContext context) {
            try (NDArray sums = affine.forward(input, context);
                    NDArray rectified = dropout.apply(Activation.relu(sums), context)) {
                return normalization.forward(rectified, context);
            }
        }

        @Override
        public Value write(Value input, GraphContext context) {
            return normalization.write(context.graph().relu(affine.write(input, context)), context);
        }
    }

    /** An affine map to one number, and the logistic function: {@code [frames, width]} to {@code [frames]}. */
    private static final class Score extends Layer {
        private final Linear affine;

        Score(int width) {
            this.affine = addChildBlock("0", affine(width, 1));
        }

        @Override
        public NDArray forward(NDArray input, ForwardContext context) {
            try (NDArray logits = affine.forward(input, context);
                    NDArray scores = Activation.sigmoid(logits)) {
                return scores.reshape(-1);
            }
        }

        /** The logistic function in its parts, because the operator of ONNX Runtime clips very small scores to the same value. */
        @Override
        public Value write(Value input, GraphContext context) {
            Graph graph = context.graph();
            Value one = graph.constant(1);
            Value logits = graph.squeeze(affine.write(input, context), 1);
            return graph.div(one, graph.add(one, graph.exp(graph.sub(graph.constant(0), logits))));
        }
    }
}
