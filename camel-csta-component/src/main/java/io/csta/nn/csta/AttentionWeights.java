package io.csta.nn.csta;

import ai.djl.ndarray.NDArray;
import io.csta.nn.csta.CstaOptions.Balance;
import io.csta.nn.csta.CstaOptions.Softmax;
import io.csta.nn.layer.Constant;
import io.csta.nn.layer.Dropout;
import io.csta.nn.layer.ForwardContext;
import java.util.function.UnaryOperator;

/**
 * Makes weights of attention: each value's share in its column (time), in its row (features), or both added up.
 *
 * @param softmax the axes; not none
 * @param balance what a share is multiplied by if there are two
 * @param dropout thins out each share
 * @param mixing what is done to each share before that
 */
record AttentionWeights(Softmax softmax, Balance balance, Dropout dropout, UnaryOperator<NDArray> mixing) {

    private static final int TIME = 0;
    private static final int FEATURES = 1;

    /** Maps attention {@code [rows, width]} to weights of the same shape, but for what mixing makes of it. */
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
