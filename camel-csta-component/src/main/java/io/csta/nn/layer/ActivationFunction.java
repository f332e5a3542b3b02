package io.csta.nn.layer;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.Activation;
import io.csta.onnx.Value;

/** The function applied to each value after a normalized convolution. */
public enum ActivationFunction {
    NONE {
        @Override
        public NDArray apply(NDArray input) {
            return input;
        }

        @Override
        public Value write(Value input, GraphContext context) {
            return input;
        }
    },
    /** {@code max(0, x)}. */
    RELU {
        @Override
        public NDArray apply(NDArray input) {
            try (input) {
                return Activation.relu(input);
            }
        }

        @Override
        public Value write(Value input, GraphContext context) {
            return context.graph().relu(input);
        }
    },
    /** {@code min(6, max(0, x))}. */
    RELU6 {
        @Override
        public NDArray apply(NDArray input) {
            try (input; // DJL's own function leaks arrays
                    NDArray rectified = Activation.relu(input);
                    NDArray six = Constant.of(6, input)) {
                return rectified.minimum(six);
            }
        }

        @Override
        public Value write(Value input, GraphContext context) {
            return context.graph().clip(input, 0, 6);
        }
    },
    /** {@code x / (1 + exp(-x))}. */
    SWISH {
        @Override
        public NDArray apply(NDArray input) {
            try (input;
                    NDArray gate = Activation.sigmoid(input)) {
                return input.mul(gate);
            }
        }

        @Override
        public Value write(Value input, GraphContext context) {
            return context.graph().mul(input, context.graph().sigmoid(input));
        }
    };

    /**
     * Applies the function to an array of any shape.
     *
     * @param input returned or closed
     */
    public abstract NDArray apply(NDArray input);

    /** Writes the function as ONNX operators. */
    public abstract Value write(Value input, GraphContext context);
}
