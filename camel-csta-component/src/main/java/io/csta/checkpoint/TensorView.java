package io.csta.checkpoint;

import java.nio.ByteBuffer;
import java.util.List;

/**
 * A tensor as PyTorch describes it: a view of a storage.
 *
 * @param offset the index of its first element in the storage
 * @param shape the sizes of the dimensions
 * @param strides the distance in the storage between neighbors of each dimension
 */
record TensorView(StorageRef storage, long offset, List<Long> shape, List<Long> strides) {

    /** @throws CheckpointException if any element would be outside that part of the storage */
    static TensorView of(StorageRef.Part part, long offset, List<Long> shape, List<Long> strides) {
        if (shape.size() != strides.size()) {
            throw new CheckpointException("a tensor has " + shape.size() + " sizes and " + strides.size() + " strides");
        }
        if (offset < 0 || offset > part.count() || lastElement(offset, shape, strides) >= part.count()) {
            throw new CheckpointException("a tensor of shape " + shape + " with strides " + strides + " from element "
                    + offset + " is outside " + part.storage().what() + ", which has " + part.count()
                    + " elements");
        }
        return new TensorView(part.storage(), part.start() + offset, List.copyOf(shape), List.copyOf(strides));
    }

    /** The last element in use, or -1 if there is none. */
    private static long lastElement(long offset, List<Long> shape, List<Long> strides) {
        if (Shapes.count(array(shape)) == 0) {
            return -1;
        }
        long last = offset;
        try {
            for (int d = 0; d < shape.size(); d++) {
                if (strides.get(d) < 0) {
                    return Long.MAX_VALUE;
                }
                last = Math.addExact(last, Math.multiplyExact(shape.get(d) - 1, strides.get(d)));
            }
        } catch (ArithmeticException e) {
            return Long.MAX_VALUE;
        }
        return last;
    }

    /** The tensor itself: a view if its elements are row-major in the storage, otherwise a copy. */
    Tensor over(byte[] data, MemoryLimit memory) {
        long[] sizes = array(shape);
        long count = Shapes.count(sizes);
        int width = storage.dtype().bytes();
        if (count == 0) {
            return Tensor.view(storage.dtype(), sizes, ByteBuffer.allocate(0));
        }
        if (isRowMajor()) {
            return Tensor.view(
                    storage.dtype(), sizes, ByteBuffer.wrap(data, (int) (offset * width), (int) (count * width)));
        }
        if (count > Long.MAX_VALUE / width) {
            throw new CheckpointException("a tensor has the impossible shape " + shape);
        }
        byte[] copy = memory.allocate(count * width, "a tensor of shape " + shape);
        gather(data, copy, width);
        return Tensor.view(storage.dtype(), sizes, ByteBuffer.wrap(copy));
    }

    private boolean isRowMajor() {
        long expected = 1;
        for (int d = shape.size() - 1; d >= 0; d--) {
            if (shape.get(d) != 1 && strides.get(d) != expected) {
                return false;
            }
            expected *= shape.get(d);
        }
        return true;
    }

    private void gather(byte[] data, byte[] copy, int width) {
        long[] sizes = array(shape);
        long[] steps = array(strides);
        long[] index = new long[sizes.length];
        long from = offset;
        for (int to = 0; to < copy.length; to += width) {
            System.arraycopy(data, (int) (from * width), copy, to, width);
            for (int d = sizes.length - 1; d >= 0; d--) {
                from += steps[d];
                if (++index[d] < sizes[d]) {
                    break;
                }
                from -= steps[d] * sizes[d];
                index[d] = 0;
            }
        }
    }

    private static long[] array(List<Long> values) {
        return values.stream().mapToLong(Long::longValue).toArray();
    }
}
