package io.csta.tensorboard;

import com.google.protobuf.CodedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32C;

/**
 * The content of an event file: records of the format TFRecord, each with one message {@code Event} of
 * <a href="https://github.com/tensorflow/tensorflow/blob/master/tensorflow/core/util/event.proto">event.proto</a>. The first
 * one contains the version of the format.
 */
final class Records {

    private static final String VERSION = "brain.Event:2";

    private static final int EVENT_WALL_TIME = 1;
    private static final int EVENT_STEP = 2;
    private static final int EVENT_FILE_VERSION = 3;
    private static final int EVENT_SUMMARY = 5;
    private static final int SUMMARY_VALUE = 1;
    private static final int VALUE_TAG = 1;
    private static final int VALUE_SIMPLE = 2;

    /** The checksum of a record is rotated and this is added, so that it differs from one of data that contains checksums. */
    private static final int MASK = 0xa282ead8;

    private Records() {}

    /** Writes fields of a message. */
    private interface Fields {

        void write(CodedOutputStream out) throws IOException;
    }

    /** The content of a file; empty if there are no steps. The same steps always give the same bytes. */
    static byte[] of(List<Scalars> steps) {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        if (!steps.isEmpty()) {
            add(file, message(out -> {
                out.writeDouble(EVENT_WALL_TIME, steps.get(0).wallTime());
                out.writeString(EVENT_FILE_VERSION, VERSION);
            }));
        }
        steps.forEach(step -> add(file, event(step)));
        return file.toByteArray();
    }

    private static byte[] event(Scalars scalars) {
        byte[] summary = message(out -> {
            for (Map.Entry<String, Double> value : scalars.values().entrySet()) {
                out.writeByteArray(SUMMARY_VALUE, message(fields -> {
                    fields.writeString(VALUE_TAG, value.getKey());
                    fields.writeFloat(VALUE_SIMPLE, value.getValue().floatValue());
                }));
            }
        });
        return message(out -> {
            out.writeDouble(EVENT_WALL_TIME, scalars.wallTime());
            out.writeInt64(EVENT_STEP, scalars.step());
            out.writeByteArray(EVENT_SUMMARY, summary);
        });
    }

    private static byte[] message(Fields fields) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        CodedOutputStream out = CodedOutputStream.newInstance(bytes);
        try {
            fields.write(out);
            out.flush();
        } catch (IOException e) {
            throw new IllegalStateException("memory accepts all bytes", e);
        }
        return bytes.toByteArray();
    }

    /** Adds a record: the length of its data, the data, and a checksum of each. */
    private static void add(ByteArrayOutputStream file, byte[] data) {
        byte[] length = buffer(Long.BYTES).putLong(data.length).array();
        file.writeBytes(length);
        file.writeBytes(checksum(length));
        file.writeBytes(data);
        file.writeBytes(checksum(data));
    }

    private static byte[] checksum(byte[] data) {
        CRC32C crc = new CRC32C();
        crc.update(data);
        return buffer(Integer.BYTES)
                .putInt(Integer.rotateRight((int) crc.getValue(), 15) + MASK)
                .array();
    }

    private static ByteBuffer buffer(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
