package io.csta.checkpoint;

import java.util.Arrays;

/** The arithmetic of shapes that a file claims. */
final class Shapes {

    /** PyTorch's own limit. */
    private static final int MAX_DIMENSIONS = 64;

    private Shapes() {}

    /**
     * The product of the sizes: 1 if there are none, 0 if one of them is 0.
     *
     * @throws CheckpointException if a size is negative, or if there are too many dimensions or elements
     */
    static long count(long[] shape) {
        if (shape.length > MAX_DIMENSIONS) {
            throw new CheckpointException(
                    "a tensor has " + shape.length + " dimensions; the limit is " + MAX_DIMENSIONS);
        }
        boolean empty = false;
        for (long size : shape) {
            if (size < 0) {
                throw new CheckpointException("a tensor has the negative shape " + Arrays.toString(shape));
            }
            empty |= size == 0;
        }
        try {
            return empty ? 0 : Arrays.stream(shape).reduce(1, Math::multiplyExact);
        } catch (ArithmeticException e) {
            throw new CheckpointException("a tensor has the impossible shape " + Arrays.toString(shape), e);
        }
    }
}
