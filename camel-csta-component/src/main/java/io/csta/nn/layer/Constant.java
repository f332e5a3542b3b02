package io.csta.nn.layer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;

/** Numbers that a network computes with and does not learn. */
public final class Constant {

    private Constant() {}

    /**
     * An array in PyTorch's own memory.
     *
     * <p>What DJL creates from Java's numbers, its operators that take a {@link Number} included, stays in Java's memory and
     * goes with the array, while PyTorch would still read it on the way back: gradients were garbage, now and then. An array
     * of PyTorch's own may be closed before that.
     *
     * @param other gives device, precision and owner; stays open
     */
    public static NDArray of(float[] values, Shape shape, NDArray other) {
        try (NDArray view = other.getManager().create(values, shape)) {
            boolean single = other.getDataType() == DataType.FLOAT32;
            return single ? view.duplicate() : view.toType(other.getDataType(), true);
        }
    }

    /** One number that is combined with every value, as {@link #of(float[], Shape, NDArray)} makes it. */
    public static NDArray of(double value, NDArray other) {
        return of(new float[] {(float) value}, new Shape(), other);
    }
}
