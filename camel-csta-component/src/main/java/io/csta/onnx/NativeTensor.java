package io.csta.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;

/** An input or output of a network, outside of the Java heap. Close it to free it. */
public final class NativeTensor implements AutoCloseable {

    private final OnnxTensor tensor;

    NativeTensor(OnnxTensor tensor) {
        this.tensor = tensor;
    }

    /** A buffer outside of the Java heap, for {@link #of(FloatBuffer, long...)}. */
    public static FloatBuffer buffer(long floats) {
        return ByteBuffer.allocateDirect(Math.toIntExact(Math.multiplyExact(floats, Float.BYTES)))
                .order(ByteOrder.nativeOrder())
                .asFloatBuffer();
    }

    /**
     * A tensor over a buffer, which must not change until the tensor is closed.
     *
     * @param values from {@link #buffer}, row-major, from its position to its limit
     */
    public static NativeTensor of(FloatBuffer values, long... shape) {
        try {
            return new NativeTensor(OnnxTensor.createTensor(OnnxRuntime.environment(), values, shape));
        } catch (OrtException e) {
            throw new InferenceException("ONNX Runtime rejects a tensor of this shape: " + e.getMessage(), e);
        }
    }

    /** A tensor of integers, {@code [count]}. */
    public static NativeTensor of(long... values) {
        try {
            return new NativeTensor(OnnxTensor.createTensor(
                    OnnxRuntime.environment(), LongBuffer.wrap(values), new long[] {values.length}));
        } catch (OrtException e) {
            throw new InferenceException("ONNX Runtime rejects a tensor of integers: " + e.getMessage(), e);
        }
    }

    OnnxTensor tensor() {
        return tensor;
    }

    /** The size of each axis. */
    public long[] shape() {
        return tensor.getInfo().getShape();
    }

    /** A copy of the values, row-major. */
    public float[] toFloats() {
        FloatBuffer buffer = tensor.getFloatBuffer(); // a copy
        if (buffer.hasArray() && buffer.arrayOffset() == 0 && buffer.array().length == buffer.remaining()) {
            return buffer.array();
        }
        float[] values = new float[buffer.remaining()];
        buffer.get(values);
        return values;
    }

    @Override
    public void close() {
        tensor.close();
    }
}
