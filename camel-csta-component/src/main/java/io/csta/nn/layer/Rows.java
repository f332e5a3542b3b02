package io.csta.nn.layer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;

/** Concatenates matrices along their rows. */
public final class Rows {

    private Rows() {}

    /**
     * Concatenates matrices along the rows.
     *
     * @param parts closed, except for a single one, which is returned. DJL would copy a single one, and that copy would cut
     *     the gradient
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
