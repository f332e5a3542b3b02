package io.csta.checkpoint;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * An immutable array of numbers with a type and a shape, as a checkpoint stores it.
 *
 * <p>Elements are kept in their stored type, row-major and without gaps; a shape of no dimensions holds one element.
 * Safe for use by several threads.
 */
public final class Tensor {

    private final DType dtype;
    private final long[] shape;
    private final ByteBuffer data;

    private Tensor(DType dtype, long[] shape, ByteBuffer data) {
        this.dtype = dtype;
        this.shape = shape;
        this.data = data.order(ByteOrder.LITTLE_ENDIAN);
    }

    /**
     * A {@code float32} tensor.
     *
     * @param values the elements, row-major; copied
     * @param shape the sizes of the dimensions; none for a scalar
     * @throws IllegalArgumentException if the shape does not hold exactly these values
     */
    public static Tensor of(float[] values, long... shape) {
        ByteBuffer data = buffer(values.length, DType.FLOAT32);
        data.asFloatBuffer().put(values);
        return checked(DType.FLOAT32, data, shape);
    }

    /**
     * An {@code int64} tensor.
     *
     * @param values the elements, row-major; copied
     * @param shape the sizes of the dimensions; none for a scalar
     * @throws IllegalArgumentException if the shape does not hold exactly these values
     */
    public static Tensor ofLongs(long[] values, long... shape) {
        ByteBuffer data = buffer(values.length, DType.INT64);
        data.asLongBuffer().put(values);
        return checked(DType.INT64, data, shape);
    }

    /**
     * A tensor of any type from its stored form.
     *
     * @param data the elements, row-major and little-endian; copied
     * @param shape the sizes of the dimensions; none for a scalar
     * @throws IllegalArgumentException if the shape does not hold exactly these bytes
     */
    public static Tensor ofBytes(DType dtype, byte[] data, long... shape) {
        return checked(dtype, ByteBuffer.wrap(data.clone()), shape);
    }

    private static Tensor checked(DType dtype, ByteBuffer data, long[] shape) {
        try {
            return view(dtype, shape.clone(), data);
        } catch (CheckpointException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    /** A tensor that wraps data, which must not change anymore. */
    static Tensor view(DType dtype, long[] shape, ByteBuffer data) {
        long count = Shapes.count(shape);
        if (data.remaining() % dtype.bytes() != 0 || data.remaining() / dtype.bytes() != count) {
            throw new CheckpointException("the shape " + Arrays.toString(shape) + " of " + dtype.label() + " takes "
                    + count + " elements of " + dtype.bytes() + " bytes, not " + data.remaining() + " bytes");
        }
        return new Tensor(dtype, shape, data.slice().asReadOnlyBuffer());
    }

    /** The type of the elements. */
    public DType dtype() {
        return dtype;
    }

    /** The sizes of the dimensions, outermost first; a copy. */
    public long[] shape() {
        return shape.clone();
    }

    /** The number of elements: the product of the shape, 1 for a scalar. */
    public int elementCount() {
        return data.limit() / dtype.bytes();
    }

    /** The elements, row-major and little-endian: a read-only view from the first to the last. */
    public ByteBuffer data() {
        return data.duplicate().order(ByteOrder.LITTLE_ENDIAN);
    }

    /**
     * One element as a number; exact except for {@code int64} beyond 2^53, where {@link #longAt} is exact.
     *
     * @param index the row-major position, from 0
     * @return the value, 1 or 0 for a boolean
     * @throws IndexOutOfBoundsException if there is no such element
     */
    public double valueAt(int index) {
        return switch (dtype) {
            case FLOAT64 -> data.getDouble(at(index));
            case FLOAT32 -> data.getFloat(at(index));
            case FLOAT16 -> ShortFloats.fromHalf(data.getShort(at(index)));
            case BFLOAT16 -> ShortFloats.fromBfloat(data.getShort(at(index)));
            case INT64, INT32, INT16, INT8, UINT8, BOOL -> longAt(index);
        };
    }

    /**
     * One element of an integer or boolean tensor, exactly.
     *
     * @param index the row-major position, from 0
     * @return the value, 1 or 0 for a boolean
     * @throws IndexOutOfBoundsException if there is no such element
     * @throws IllegalStateException if the elements are floating-point numbers
     */
    public long longAt(int index) {
        return switch (dtype) {
            case INT64 -> data.getLong(at(index));
            case INT32 -> data.getInt(at(index));
            case INT16 -> data.getShort(at(index));
            case INT8 -> data.get(at(index));
            case UINT8 -> Byte.toUnsignedLong(data.get(at(index)));
            case BOOL -> data.get(at(index)) == 0 ? 0 : 1;
            case FLOAT64, FLOAT32, FLOAT16, BFLOAT16 ->
                throw new IllegalStateException("a " + dtype.label() + " tensor has no integers; use valueAt");
        };
    }

    /** All elements as {@code float}, row-major: narrower types widened exactly, wider ones rounded. */
    public float[] toFloats() {
        float[] floats = new float[elementCount()];
        switch (dtype) {
            case FLOAT32 -> data().asFloatBuffer().get(floats);
            case FLOAT16, BFLOAT16 -> {
                short[] stored = new short[floats.length];
                data().asShortBuffer().get(stored);
                for (int i = 0; i < floats.length; i++) {
                    floats[i] = dtype == DType.FLOAT16
                            ? ShortFloats.fromHalf(stored[i])
                            : ShortFloats.fromBfloat(stored[i]);
                }
            }
            default -> {
                for (int i = 0; i < floats.length; i++) {
                    floats[i] = floatAt(i);
                }
            }
        }
        return floats;
    }

    /** All elements as {@code double}, row-major: exact except for {@code int64} beyond 2^53. */
    public double[] toDoubles() {
        double[] doubles = new double[elementCount()];
        Arrays.setAll(doubles, this::valueAt);
        return doubles;
    }

    /**
     * The same numbers in a floating-point type, rounded to nearest, ties to even.
     *
     * @return this tensor if it has that type already
     * @throws IllegalArgumentException if the type is not a floating-point one
     */
    public Tensor to(DType target) {
        if (target == dtype) {
            return this;
        }
        if (!target.isFloatingPoint()) {
            throw new IllegalArgumentException(
                    "tensors can be converted only to floating-point types, not to " + target.label());
        }
        ByteBuffer converted = buffer(elementCount(), target);
        for (int i = 0; i < elementCount(); i++) {
            switch (target) {
                case FLOAT32 -> converted.putFloat(floatAt(i));
                case FLOAT16 -> converted.putShort(ShortFloats.toHalf(valueAt(i)));
                case BFLOAT16 -> converted.putShort(ShortFloats.toBfloat(valueAt(i)));
                default -> converted.putDouble(valueAt(i));
            }
        }
        return view(target, shape, converted.flip());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Tensor that
                && dtype == that.dtype
                && Arrays.equals(shape, that.shape)
                && data.equals(that.data);
    }

    @Override
    public int hashCode() {
        return 31 * dtype.hashCode() + Arrays.hashCode(shape);
    }

    /** The type and the shape, such as {@code float32[3, 2]}. */
    @Override
    public String toString() {
        return dtype.label() + Arrays.toString(shape);
    }

    private float floatAt(int index) {
        return dtype.isFloatingPoint() ? (float) valueAt(index) : longAt(index);
    }

    private int at(int index) {
        return Math.multiplyExact(index, dtype.bytes());
    }

    private static ByteBuffer buffer(int count, DType dtype) {
        return ByteBuffer.allocate(Math.multiplyExact(count, dtype.bytes())).order(ByteOrder.LITTLE_ENDIAN);
    }
}
