package io.csta.nn.csta;

import ai.djl.ndarray.NDArray;
import io.csta.nn.csta.CstaOptions.Balance;
import io.csta.nn.csta.CstaOptions.Softmax;
import io.csta.nn.layer.Constant;
import io.csta.nn.layer.Dropout;
import io.csta.nn.layer.ForwardContext;
import java.util.function.UnaryOperator;

/**
 * Computes weights from attention: a softmax over time (columns), over features (rows), or the sum of both.
 *
 * @param softmax the axes; not none
 * @param balance the factor of each softmax if there are two
 * @param dropout applied to each softmax
 * @param mixing applied to each softmax before dropout
 */
record AttentionWeights(Softmax softmax, Balance balance, Dropout dropout, UnaryOperator<NDArray> mixing) {

    private static final int TIME = 0;
    private static final int FEATURES = 1;

    /** Maps attention {@code [rows, width]} to weights of the shape that mixing returns. */
    NDArray of(NDArray attention, ForwardContext context) {
        return switch (softmax) {
            case TIME -> along(TIME, attention, context);
            case FEATURES -> along(FEATURES, attention, context);
            case TIME_AND_FEATURES -> both(attention, context);
            case NONE -> throw new IllegalStateException("without a softmax there are no attention weights");
        };
    }

    private NDArray along(int axis, NDArray attention, ForwardContext context) {
        return dropout.apply(mixing.apply(attention.softmax(axis)), context);
    }

    private NDArray both(NDArray attention, ForwardContext context) {
        try (NDArray inTime = balanced(along(TIME, attention, context), Balance.TIME);
                NDArray inSpace = balanced(along(FEATURES, attention, context), Balance.FEATURES)) {
            return inTime.add(inSpace);
        }
    }

    private NDArray balanced(NDArray share, Balance which) {
        double rows = share.getShape().get(TIME);
        double width = share.getShape().get(FEATURES);
        double factor = which == Balance.TIME ? rows / width : width / rows;
        boolean applies =
                switch (balance) {
                    case NONE -> false;
                    case TIME, FEATURES -> balance == which;
                    case DOWN -> factor < 1;
                    case UP -> factor > 1;
                };
        if (!applies) {
            return share;
        }
        try (share;
                NDArray weight = Constant.of(factor, share)) {
            return share.mul(weight);
        }
    }
}
