package io.csta.nn;

import ai.djl.ndarray.NDArray;

/** The mean of each row for a score: {@code [frames, width]} to {@code [frames]}. */
final class MeanScore extends Layer {

    @Override
    NDArray forward(NDArray input, Pass pass) {
        return input.mean(new int[] {1});
    }
}
