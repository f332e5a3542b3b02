package io.csta.checkpoint;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/**
 * A known number of bytes, read once from start to end. Lengths in the data are checked before they are used.
 *
 * <p>I/O errors are thrown as {@link UncheckedIOException}, an early end as {@link CheckpointException}. Does not
 * close the stream.
 */
final class ByteSource {

    private final InputStream stream;
    private final long size;
    private long position;

    ByteSource(InputStream stream, long size) {
        this.stream = stream;
        this.size = size;
    }

    static ByteSource of(byte[] bytes) {
        return new ByteSource(new ByteArrayInputStream(bytes), bytes.length);
    }

    long position() {
        return position;
    }

    long remaining() {
        return size - position;
    }

    int readByte() {
        require(1, "the next byte");
        try {
            int read = stream.read();
            if (read < 0) {
                throw cutShort();
            }
            position++;
            return read;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A little-endian integer of 1 to 8 bytes, without sign unless it has all 8. */
    long readInteger(int bytes) {
        long value = 0;
        for (int i = 0; i < bytes; i++) {
            value |= (long) readByte() << (8 * i);
        }
        return value;
    }

    /**
     * Reads as many bytes as a length in the file says.
     *
     * @param what the name of the data, for messages
     */
    byte[] readBytes(long count, String what) {
        require(count, what);
        if (count > Integer.MAX_VALUE - 8) {
            throw new CheckpointException(what + " is " + count + " bytes long, more than any checkpoint needs");
        }
        byte[] bytes = new byte[(int) count];
        readInto(bytes, what);
        return bytes;
    }

    /** Fills the whole array. */
    void readInto(byte[] target, String what) {
        require(target.length, what);
        try {
            if (stream.readNBytes(target, 0, target.length) < target.length) {
                throw cutShort();
            }
            position += target.length;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Skips bytes, which must exist. */
    void skip(long count, String what) {
        require(count, what);
        try {
            stream.skipNBytes(count);
            position += count;
        } catch (IOException e) {
            throw new CheckpointException("the file ends within " + what + ": it is cut short", e);
        }
    }

    /** Checks that enough bytes are left, before memory is allocated for them. */
    void require(long count, String what) {
        if (count < 0 || count > remaining()) {
            throw new CheckpointException(what + " at byte " + position + " takes " + Long.toUnsignedString(count)
                    + " bytes, but only " + remaining() + " are left: the file is damaged or cut short");
        }
    }

    private CheckpointException cutShort() {
        return new CheckpointException("the file ends at byte " + position + " of " + size);
    }
}
