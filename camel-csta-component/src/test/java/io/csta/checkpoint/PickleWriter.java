package io.csta.checkpoint;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Puts pickles together, instruction by instruction, so that tests can say anything in them, true or not. */
final class PickleWriter {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    static PickleWriter pickle() {
        return new PickleWriter().op(Opcodes.PROTO, 2);
    }

    PickleWriter op(int... bytes) {
        for (int b : bytes) {
            out.write(b);
        }
        return this;
    }

    PickleWriter little(long value, int bytes) {
        for (int i = 0; i < bytes; i++) {
            out.write((int) (value >>> (8 * i)));
        }
        return this;
    }

    PickleWriter text(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        op(Opcodes.BINUNICODE).little(bytes.length, 4).out.writeBytes(bytes);
        return this;
    }

    PickleWriter integer(long value) {
        return op(Opcodes.LONG1, 8).little(value, 8);
    }

    PickleWriter global(String module, String name) {
        op(Opcodes.GLOBAL).out.writeBytes((module + "\n" + name + "\n").getBytes(StandardCharsets.US_ASCII));
        return this;
    }

    PickleWriter integers(long... values) {
        op(Opcodes.MARK);
        for (long value : values) {
            integer(value);
        }
        return op(Opcodes.TUPLE);
    }

    PickleWriter storage(DType dtype, String key, long count) {
        return op(Opcodes.MARK)
                .text("storage")
                .global("torch", dtype.storageName())
                .text(key)
                .text("cpu")
                .integer(count)
                .op(Opcodes.TUPLE, Opcodes.BINPERSID);
    }

    /** A tensor on a storage; shape and strides have the same length. */
    PickleWriter tensor(DType dtype, String key, long count, long offset, long[] shape, long[] strides) {
        return global("torch._utils", "_rebuild_tensor_v2")
                .op(Opcodes.MARK)
                .storage(dtype, key, count)
                .integer(offset)
                .integers(shape)
                .integers(strides)
                .op(Opcodes.NEWFALSE)
                .global("collections", "OrderedDict")
                .op(Opcodes.EMPTY_TUPLE, Opcodes.REDUCE, Opcodes.TUPLE, Opcodes.REDUCE);
    }

    byte[] stop() {
        return op(Opcodes.STOP).out.toByteArray();
    }
}
