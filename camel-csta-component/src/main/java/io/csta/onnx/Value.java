package io.csta.onnx;

import java.util.ArrayList;
import java.util.List;

/**
 * A tensor in a {@link Graph}.
 *
 * @param name unique in its graph
 * @param shape the size of each axis; {@link #ANY} if it is known only at run time
 */
public record Value(String name, List<Long> shape) {

    /** A size that is known only at run time. */
    public static final long ANY = -1;

    /** A value of the given shape. */
    static Value of(String name, long... shape) {
        List<Long> sizes = new ArrayList<>();
        for (long size : shape) {
            sizes.add(size);
        }
        return new Value(name, List.copyOf(sizes));
    }

    /** The number of axes. */
    int rank() {
        return shape.size();
    }

    /** The size of an axis, or {@link #ANY}. */
    public long size(int axis) {
        return shape.get(axis);
    }

    /** The shape with the size of one axis replaced. */
    long[] shapeWith(int axis, long size) {
        long[] sizes = shape.stream().mapToLong(Long::longValue).toArray();
        sizes[axis] = size;
        return sizes;
    }
}
