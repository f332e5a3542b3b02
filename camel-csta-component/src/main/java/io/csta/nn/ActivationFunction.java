package io.csta.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.Activation;
import io.csta.onnx.Value;

/** What follows a normalized convolution, value by value. */
enum ActivationFunction {
    NONE {
        @Override
        NDArray apply(NDArray input) {
            return input;
        }

        @Override
        Value write(Value input, GraphContext context) {
            return input;
        }
    },
    /** {@code max(0, x)}. */
    RELU {
        @Override
        NDArray apply(NDArray input) {
            try (input) {
                return Activation.relu(input);
            }
        }

        @Override
        Value write(Value input, GraphContext context) {
            return context.graph().relu(input);
        }
    },
    /** {@code min(6, max(0, x))}. */
    RELU6 {
        @Override
        NDArray apply(NDArray input) {
            try (input; // DJL's own way leaves arrays behind
                    NDArray rectified = Activation.relu(input);
                    NDArray six = Constant.of(6, input)) {
                return rectified.minimum(six);
            }
        }

        @Override
        Value write(Value input, GraphContext context) {
            return context.graph().clip(input, 0, 6);
        }
    },
    /** {@code x / (1 + exp(-x))}. */
    SWISH {
        @Override
        NDArray apply(NDArray input) {
            try (input;
                    NDArray gate = Activation.sigmoid(input)) {
                return input.mul(gate);
            }
        }

        @Override
        Value write(Value input, GraphContext context) {
            return context.graph().mul(input, context.graph().sigmoid(input));
        }
    };

    /**
     * Rectifies an array of any shape.
     *
     * @param input taken over: it is what comes back, or is closed
     */
    abstract NDArray apply(NDArray input);

    /** Writes it as ONNX operators. */
    abstract Value write(Value input, GraphContext context);
}
