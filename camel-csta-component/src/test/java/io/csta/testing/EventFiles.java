package io.csta.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Reads event files of TensorBoard, by the descriptions of TFRecord, CRC-32C and Protocol Buffers alone. */
public final class EventFiles {

    private EventFiles() {}

    /**
     * A number in an event file.
     *
     * @param step the number of the step
     * @param tag what it is
     * @param value the number
     */
    public record Scalar(long step, String tag, float value) {}

    /** The numbers in a file, whose checksums and first record must be right. */
    public static List<Scalar> read(Path file) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        List<Scalar> scalars = new ArrayList<>();
        boolean first = true;
        while (bytes.hasRemaining()) {
            ByteBuffer event = record(bytes);
            if (first) {
                assertThat(text(field(event, 3))).isEqualTo("brain.Event:2");
            } else {
                addScalars(event, scalars);
            }
            first = false;
        }
        return scalars;
    }

    private static ByteBuffer record(ByteBuffer bytes) {
        int begin = bytes.position();
        int length = Math.toIntExact(bytes.getLong());
        assertThat(bytes.getInt()).as("checksum of a length").isEqualTo(checksum(bytes, begin, Long.BYTES));
        int data = bytes.position();
        bytes.position(data + length);
        assertThat(bytes.getInt()).as("checksum of a record").isEqualTo(checksum(bytes, data, length));
        return bytes.slice(data, length).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** CRC-32C bit by bit, rotated and moved as in TFRecord. */
    private static int checksum(ByteBuffer bytes, int from, int length) {
        int crc = -1;
        for (int i = from; i < from + length; i++) {
            crc ^= bytes.get(i) & 0xff;
            for (int bit = 0; bit < 8; bit++) {
                crc = (crc & 1) == 0 ? crc >>> 1 : (crc >>> 1) ^ 0x82f63b78;
            }
        }
        crc = ~crc;
        return ((crc >>> 15) | (crc << 17)) + 0xa282ead8;
    }

    private static void addScalars(ByteBuffer event, List<Scalar> scalars) {
        long step = field(event, 2).getLong();
        ByteBuffer summary = field(event, 5);
        while (summary.hasRemaining()) {
            assertThat(varint(summary)).isEqualTo((1 << 3) | 2);
            ByteBuffer value = bytes(summary);
            scalars.add(new Scalar(step, text(field(value, 1)), field(value, 2).getFloat()));
        }
    }

    /** The content of the only field with this number, an integer as eight bytes. */
    private static ByteBuffer field(ByteBuffer message, int number) {
        ByteBuffer rest = message.duplicate().order(ByteOrder.LITTLE_ENDIAN);
        while (rest.hasRemaining()) {
            long key = varint(rest);
            ByteBuffer content =
                    switch ((int) (key & 7)) {
                        case 0 ->
                            ByteBuffer.allocate(Long.BYTES)
                                    .order(ByteOrder.LITTLE_ENDIAN)
                                    .putLong(0, varint(rest));
                        case 1 -> next(rest, Long.BYTES);
                        case 2 -> bytes(rest);
                        case 5 -> next(rest, Integer.BYTES);
                        default -> throw new AssertionError("key " + key);
                    };
            if (key >>> 3 == number) {
                return content;
            }
        }
        throw new AssertionError("no field " + number);
    }

    private static ByteBuffer bytes(ByteBuffer message) {
        return next(message, Math.toIntExact(varint(message)));
    }

    private static ByteBuffer next(ByteBuffer message, int length) {
        ByteBuffer content = message.slice(message.position(), length).order(ByteOrder.LITTLE_ENDIAN);
        message.position(message.position() + length);
        return content;
    }

    private static long varint(ByteBuffer message) {
        long value = 0;
        for (int shift = 0; ; shift += 7) {
            byte next = message.get();
            value |= (long) (next & 0x7f) << shift;
            if (next >= 0) {
                return value;
            }
        }
    }

    private static String text(ByteBuffer bytes) {
        return StandardCharsets.UTF_8.decode(bytes).toString();
    }
}
