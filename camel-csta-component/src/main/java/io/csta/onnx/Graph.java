package io.csta.onnx;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.protobuf.ByteString;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * An ONNX graph under construction: inputs, weights and operators of operator set 17.
 *
 * <p>Methods are named after the operators of the <a href="https://onnx.ai/onnx/operators/">ONNX specification</a> and
 * return the operator's output. Not thread-safe.
 */
public final class Graph {

    private static final long OPERATOR_SET = 17;
    private static final long IR_VERSION = 8;
    private static final String PRODUCER = "camel-csta";

    private final GraphProto.Builder graph = GraphProto.newBuilder().setName("csta");
    private int nodes;
    private int constants;

    /** An input of 32-bit floats. */
    public Value input(String name, long... shape) {
        graph.addInput(info(name, TensorProto.DataType.FLOAT, shape));
        return Value.of(name, shape);
    }

    /** An input of 64-bit integers. */
    public Value integerInput(String name, long... shape) {
        graph.addInput(info(name, TensorProto.DataType.INT64, shape));
        return Value.of(name, shape);
    }

    /** Declares a float value as an output of the graph, under this name. */
    public void output(String name, Value value) {
        graph.addNode(NodeProto.newBuilder()
                .setOpType("Identity")
                .setName("output/" + name)
                .addInput(value.name())
                .addOutput(name));
        graph.addOutput(info(
                name,
                TensorProto.DataType.FLOAT,
                value.shape().stream().mapToLong(Long::longValue).toArray()));
    }

    private static ValueInfoProto info(String name, TensorProto.DataType type, long... shape) {
        TensorShapeProto.Builder sizes = TensorShapeProto.newBuilder();
        for (int axis = 0; axis < shape.length; axis++) {
            TensorShapeProto.Dimension.Builder size = TensorShapeProto.Dimension.newBuilder();
            sizes.addDim(shape[axis] == Value.ANY ? size.setDimParam(name + axis) : size.setDimValue(shape[axis]));
        }
        return ValueInfoProto.newBuilder()
                .setName(name)
                .setType(TypeProto.newBuilder()
                        .setTensorType(TypeProto.Tensor.newBuilder()
                                .setElemType(type.getNumber())
                                .setShape(sizes)))
                .build();
    }

    /** Weights with a unique name, row-major. */
    public Value weights(String name, float[] values, long... shape) {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(values);
        return initializer(name, TensorProto.DataType.FLOAT, bytes, shape);
    }

    /** Constant numbers, row-major. */
    public Value constant(float[] values, long... shape) {
        return weights(constantName(), values, shape);
    }

    /** A single number, {@code [1]}. */
    public Value constant(double value) {
        return constant(new float[] {(float) value}, 1);
    }

    /** A single number in double precision, {@code [1]}. */
    public Value doubleConstant(double value) {
        ByteBuffer bytes = ByteBuffer.allocate(Double.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putDouble(0, value);
        return initializer(constantName(), TensorProto.DataType.DOUBLE, bytes, 1);
    }

    /** Integers {@code [count]}: sizes, indices, axes. */
    public Value integers(long... values) {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asLongBuffer().put(values);
        return initializer(constantName(), TensorProto.DataType.INT64, bytes, values.length);
    }

    private Value integer(long value) {
        ByteBuffer bytes = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putLong(0, value);
        return initializer(constantName(), TensorProto.DataType.INT64, bytes);
    }

    private String constantName() {
        return "constant/" + constants++;
    }

    private Value initializer(String name, TensorProto.DataType type, ByteBuffer bytes, long... shape) {
        TensorProto.Builder tensor = TensorProto.newBuilder()
                .setName(name)
                .setDataType(type.getNumber())
                .setRawData(ByteString.copyFrom(bytes.rewind()));
        LongStream.of(shape).forEach(tensor::addDims);
        graph.addInitializer(tensor);
        return Value.of(name, shape);
    }

    /**
     * Convolution of {@code [batch, in, height, width]}, padded with zeros by half of the window.
     *
     * @param kernel {@code [out, in / groups, window height, window width]}
     * @param bias {@code [out]}; {@code null} for none
     */
    public Value conv(Value input, Value kernel, @Nullable Value bias, int stride, int groups) {
        long[] padding = {kernel.size(2) / 2, kernel.size(3) / 2};
        long[] shape = input.shapeWith(1, kernel.size(0));
        for (int axis = 2; axis < input.rank(); axis++) {
            shape[axis] = windows(input.size(axis), kernel.size(axis), stride, padding[axis - 2], false);
        }
        List<Value> inputs = bias == null ? List.of(input, kernel) : List.of(input, kernel, bias);
        return node(
                "Conv",
                inputs,
                shape,
                repeated("strides", stride, 2),
                attribute("pads", new long[] {padding[0], padding[1], padding[0], padding[1]}),
                attribute("group", groups));
    }

    /**
     * Convolution of {@code [batch, in, height, width]} to {@code [batch, out, ceil(height / stride), ceil(width / stride)]},
     * padded with as few zeros as possible, the larger part of them at the end.
     *
     * @param kernel {@code [out, in / groups, window height, window width]}
     * @param bias {@code [out]}
     */
    public Value convSame(Value input, Value kernel, Value bias, int stride, int groups) {
        long[] shape = input.shapeWith(1, kernel.size(0));
        for (int axis = 2; axis < input.rank(); axis++) {
            shape[axis] = input.size(axis) == Value.ANY ? Value.ANY : (input.size(axis) - 1) / stride + 1;
        }
        return node(
                "Conv",
                List.of(input, kernel, bias),
                shape,
                repeated("strides", stride, 2),
                attribute("auto_pad", "SAME_UPPER"),
                attribute("group", groups));
    }

    /** The maximum of each square window of {@code [batch, channels, height, width]}. */
    public Value maxPool(Value input, int size, int stride, int padding, boolean roundingUp) {
        long[] shape = input.shapeWith(0, input.size(0));
        for (int axis = 2; axis < input.rank(); axis++) {
            shape[axis] = windows(input.size(axis), size, stride, padding, roundingUp);
        }
        return node(
                "MaxPool",
                List.of(input),
                shape,
                repeated("kernel_shape", size, 2),
                repeated("strides", stride, 2),
                repeated("pads", padding, 4),
                attribute("ceil_mode", roundingUp ? 1 : 0));
    }

    /** The number of windows that fit; the last one must begin within the input or the padding before it. */
    private static long windows(long length, long window, int stride, long padding, boolean roundingUp) {
        if (length == Value.ANY) {
            return Value.ANY;
        }
        long reach = length + 2L * padding - window;
        long windows = (roundingUp ? -Math.floorDiv(-reach, stride) : Math.floorDiv(reach, stride)) + 1;
        return roundingUp && (windows - 1) * stride >= length + padding ? windows - 1 : windows;
    }

    /** {@code max(0, x)}. */
    public Value relu(Value input) {
        return sameShape("Relu", input);
    }

    /** {@code 1 / (1 + exp(-x))}, which ONNX Runtime clips at {@code exp(-18)}. */
    public Value sigmoid(Value input) {
        return sameShape("Sigmoid", input);
    }

    /** {@code exp(x)}. */
    public Value exp(Value input) {
        return sameShape("Exp", input);
    }

    /** {@code |x|}. */
    public Value abs(Value input) {
        return sameShape("Abs", input);
    }

    /** Sine. */
    public Value sin(Value input) {
        return sameShape("Sin", input);
    }

    /** Cosine of doubles, as a sine, because ONNX Runtime has no cosine of doubles. */
    public Value cos(Value input) {
        return sin(add(input, doubleConstant(Math.PI / 2)));
    }

    /** Square root. */
    public Value sqrt(Value input) {
        return sameShape("Sqrt", input);
    }

    /** Clips values to a range. */
    public Value clip(Value input, float least, float most) {
        Value low = initializerScalar(least);
        Value high = initializerScalar(most);
        return node("Clip", List.of(input, low, high), shape(input));
    }

    private Value initializerScalar(float value) {
        return weights(constantName(), new float[] {value});
    }

    /** The softmax along an axis. */
    public Value softmax(Value input, int axis) {
        return node("Softmax", List.of(input), shape(input), attribute("axis", axis));
    }

    /** Normalizes the last axis to mean 0 and variance 1, then scales and shifts it. */
    public Value layerNormalization(Value input, Value scale, Value shift, float epsilon) {
        return node(
                "LayerNormalization",
                List.of(input, scale, shift),
                shape(input),
                attribute("axis", -1),
                attribute("epsilon", epsilon));
    }

    /** {@code a + b}, broadcast. */
    public Value add(Value a, Value b) {
        return node("Add", List.of(a, b), broadcast(a, b));
    }

    /** {@code a - b}, broadcast. */
    public Value sub(Value a, Value b) {
        return node("Sub", List.of(a, b), broadcast(a, b));
    }

    /** {@code a * b}, broadcast. */
    public Value mul(Value a, Value b) {
        return node("Mul", List.of(a, b), broadcast(a, b));
    }

    /** {@code a / b}, broadcast; integers are rounded towards 0. */
    public Value div(Value a, Value b) {
        return node("Div", List.of(a, b), broadcast(a, b));
    }

    /** {@code a ^ b}, in the precision of {@code a}. */
    public Value pow(Value a, Value b) {
        return node("Pow", List.of(a, b), broadcast(a, b));
    }

    /** The elementwise minimum, broadcast. */
    public Value min(Value a, Value b) {
        return node("Min", List.of(a, b), broadcast(a, b));
    }

    /** The elementwise maximum, broadcast. */
    public Value max(Value a, Value b) {
        return node("Max", List.of(a, b), broadcast(a, b));
    }

    /** The integer remainder of {@code a / b}, broadcast. */
    public Value mod(Value a, Value b) {
        return node("Mod", List.of(a, b), broadcast(a, b));
    }

    /** {@code a < b}, elementwise, broadcast. */
    public Value less(Value a, Value b) {
        return node("Less", List.of(a, b), broadcast(a, b));
    }

    /** {@code a == b}, elementwise, broadcast. */
    public Value equal(Value a, Value b) {
        return node("Equal", List.of(a, b), broadcast(a, b));
    }

    /** {@code a} where the condition holds, {@code b} elsewhere, broadcast to the shape of {@code a}. */
    public Value where(Value condition, Value a, Value b) {
        return node("Where", List.of(condition, a, b), shape(a));
    }

    /** {@code input * weights^T + bias} for {@code [rows, in]} and {@code [out, in]}. */
    public Value linear(Value input, Value weights, Value bias) {
        return node(
                "Gemm",
                List.of(input, weights, bias),
                new long[] {input.size(0), weights.size(0)},
                attribute("transB", 1));
    }

    /** The mean along axes, which are removed unless {@code keepingAxes}. */
    public Value reduceMean(Value input, boolean keepingAxes, int... axes) {
        List<Long> shape = new ArrayList<>();
        for (int axis = 0; axis < input.rank(); axis++) {
            int current = axis;
            if (Arrays.stream(axes).noneMatch(reduced -> reduced == current)) {
                shape.add(input.size(axis));
            } else if (keepingAxes) {
                shape.add(1L);
            }
        }
        return node(
                "ReduceMean",
                List.of(input),
                shape.stream().mapToLong(Long::longValue).toArray(),
                attribute("axes", Arrays.stream(axes).asLongStream().toArray()),
                attribute("keepdims", keepingAxes ? 1 : 0));
    }

    /** Concatenates values along an axis. */
    public Value concat(int axis, Value... values) {
        long size = 0;
        for (Value value : values) {
            size = size == Value.ANY || value.size(axis) == Value.ANY ? Value.ANY : size + value.size(axis);
        }
        return node("Concat", List.of(values), values[0].shapeWith(axis, size), attribute("axis", axis));
    }

    /** Reorders the axes. */
    public Value transpose(Value input, int... axes) {
        long[] shape = Arrays.stream(axes).mapToLong(input::size).toArray();
        return node(
                "Transpose",
                List.of(input),
                shape,
                attribute("perm", Arrays.stream(axes).asLongStream().toArray()));
    }

    /** Changes the shape; one size may be {@link Value#ANY}, which is inferred, and 0 keeps the size of the input's axis. */
    public Value reshape(Value input, long... shape) {
        long[] sizes = new long[shape.length];
        for (int axis = 0; axis < shape.length; axis++) {
            sizes[axis] = shape[axis] == 0 ? input.size(axis) : shape[axis];
        }
        return node("Reshape", List.of(input, integers(shape)), sizes);
    }

    /** Repeats axes of size 1; a size of 1 in {@code shape} keeps the size of the input's axis. */
    public Value expand(Value input, long... shape) {
        long[] sizes = new long[shape.length];
        for (int axis = 0; axis < shape.length; axis++) {
            sizes[axis] = shape[axis] == 1 ? input.size(axis) : shape[axis];
        }
        return node("Expand", List.of(input, integers(shape)), sizes);
    }

    /** Inserts an axis of size 1. */
    public Value unsqueeze(Value input, int axis) {
        List<Long> shape = new ArrayList<>(input.shape());
        shape.add(axis, 1L);
        return node(
                "Unsqueeze",
                List.of(input, integers(axis)),
                shape.stream().mapToLong(Long::longValue).toArray());
    }

    /** Removes an axis of size 1. */
    public Value squeeze(Value input, int axis) {
        List<Long> shape = new ArrayList<>(input.shape());
        shape.remove(axis);
        return node(
                "Squeeze",
                List.of(input, integers(axis)),
                shape.stream().mapToLong(Long::longValue).toArray());
    }

    /**
     * A range of an axis. Indices beyond the end are clamped to it, and negative ones count from the end.
     *
     * @param from {@code [1]}, inclusive
     * @param to {@code [1]}, exclusive
     */
    public Value slice(Value input, int axis, Value from, Value to) {
        return node("Slice", List.of(input, from, to, integers(axis)), input.shapeWith(axis, Value.ANY));
    }

    /** A range of an axis, as {@link #slice(Value, int, Value, Value)}. */
    public Value slice(Value input, int axis, long from, long to) {
        return slice(input, axis, integers(from), integers(to));
    }

    /** The entries of an axis at the given indices, {@code [count]}. */
    public Value gather(Value input, int axis, Value indices) {
        return node("Gather", List.of(input, indices), input.shapeWith(axis, indices.size(0)), attribute("axis", axis));
    }

    /** The size of an axis, as integers {@code [1]}. */
    public Value sizeOf(Value input, int axis) {
        return node("Shape", List.of(input), new long[] {1}, attribute("start", axis), attribute("end", axis + 1L));
    }

    /** The integers from 0 up to a size {@code [1]}, exclusive. */
    public Value range(Value size) {
        Value end = reshape(size);
        return node("Range", List.of(integer(0), end, integer(1)), new long[] {Value.ANY});
    }

    /** The same numbers as 32-bit floats. */
    public Value toFloat(Value input) {
        return cast(input, TensorProto.DataType.FLOAT);
    }

    /** The same numbers as 64-bit floats. */
    public Value toDouble(Value input) {
        return cast(input, TensorProto.DataType.DOUBLE);
    }

    /** The same numbers as 64-bit integers; true becomes 1. */
    public Value toInteger(Value input) {
        return cast(input, TensorProto.DataType.INT64);
    }

    private Value cast(Value input, TensorProto.DataType type) {
        return node("Cast", List.of(input), shape(input), attribute("to", type.getNumber()));
    }

    /** The shape of two values after broadcasting. */
    private static long[] broadcast(Value a, Value b) {
        int rank = Math.max(a.rank(), b.rank());
        long[] shape = new long[rank];
        for (int axis = 0; axis < rank; axis++) {
            long left = axis < rank - a.rank() ? 1 : a.size(axis - rank + a.rank());
            long right = axis < rank - b.rank() ? 1 : b.size(axis - rank + b.rank());
            shape[axis] = left == 1 ? right : left;
        }
        return shape;
    }

    private Value sameShape(String operator, Value input) {
        return node(operator, List.of(input), shape(input));
    }

    private static long[] shape(Value value) {
        return value.shape().stream().mapToLong(Long::longValue).toArray();
    }

    private Value node(String operator, List<Value> inputs, long[] shape, AttributeProto... attributes) {
        String name = operator + "/" + nodes++;
        graph.addNode(NodeProto.newBuilder()
                .setOpType(operator)
                .setName(name)
                .addAllInput(inputs.stream().map(Value::name).toList())
                .addOutput(name)
                .addAllAttribute(List.of(attributes)));
        return Value.of(name, shape);
    }

    private static AttributeProto attribute(String name, long value) {
        return AttributeProto.newBuilder()
                .setName(name)
                .setType(AttributeProto.AttributeType.INT)
                .setI(value)
                .build();
    }

    private static AttributeProto attribute(String name, String value) {
        return AttributeProto.newBuilder()
                .setName(name)
                .setType(AttributeProto.AttributeType.STRING)
                .setS(ByteString.copyFromUtf8(value))
                .build();
    }

    private static AttributeProto attribute(String name, float value) {
        return AttributeProto.newBuilder()
                .setName(name)
                .setType(AttributeProto.AttributeType.FLOAT)
                .setF(value)
                .build();
    }

    private static AttributeProto attribute(String name, long[] values) {
        AttributeProto.Builder attribute =
                AttributeProto.newBuilder().setName(name).setType(AttributeProto.AttributeType.INTS);
        LongStream.of(values).forEach(attribute::addInts);
        return attribute.build();
    }

    private static AttributeProto repeated(String name, long value, int times) {
        return attribute(name, LongStream.generate(() -> value).limit(times).toArray());
    }

    /** The serialized model. */
    byte[] toBytes(Map<String, String> metadata) {
        return model(metadata).toByteArray();
    }

    /**
     * Writes the model as an {@code .onnx} file.
     *
     * @param metadata stored in the file, by key
     */
    public void write(OutputStream stream, Map<String, String> metadata) throws IOException {
        model(metadata).writeTo(stream);
    }

    private ModelProto model(Map<String, String> metadata) {
        ModelProto.Builder model = ModelProto.newBuilder()
                .setIrVersion(IR_VERSION)
                .setProducerName(PRODUCER)
                .addOpsetImport(OperatorSetIdProto.newBuilder().setDomain("").setVersion(OPERATOR_SET))
                .setGraph(graph);
        metadata.forEach((key, value) -> model.addMetadataProps(
                StringStringEntryProto.newBuilder().setKey(key).setValue(value)));
        return model.build();
    }
}
