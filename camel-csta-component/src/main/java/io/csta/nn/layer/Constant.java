package io.csta.nn.layer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;

/** Constant numbers in a network. */
public final class Constant {

    private Constant() {}

    /**
     * An array in memory that PyTorch owns.
     *
     * <p>Arrays that DJL creates from Java numbers, also in its operators that take a {@link Number}, use memory that Java
     * owns and releases with the array, although PyTorch still reads it in the backward pass: gradients were then
     * occasionally wrong. An array in PyTorch's memory may be closed before the backward pass.
     *
     * @param other determines device, precision and owner; stays open
     */
    public static NDArray of(float[] values, Shape shape, NDArray other) {
        try (NDArray view = other.getManager().create(values, shape)) {
            boolean single = other.getDataType() == DataType.FLOAT32;
            return single ? view.duplicate() : view.toType(other.getDataType(), true);
        }
    }

    /** A scalar, as {@link #of(float[], Shape, NDArray)}. */
    public static NDArray of(double value, NDArray other) {
        return of(new float[] {(float) value}, new Shape(), other);
    }
}
