package io.csta.nn.layer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;

/** Matrices from parts. */
public final class Rows {

    private Rows() {}

    /**
     * The parts below each other.
     *
     * @param parts taken over: a single one is what comes back, more are closed. DJL would copy a single one, and no
     *     gradient finds its way back through that copy
     */
    public static NDArray joined(NDList parts) {
        if (parts.size() == 1) {
            return parts.singletonOrThrow();
        }
        try (parts) {
            return NDArrays.concat(parts, 0);
        }
    }
}
