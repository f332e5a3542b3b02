package io.csta.service.s3;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Objects;
import java.util.function.BooleanSupplier;

/**
 * A file as a stream that can be rewound to any mark. The AWS SDK reads every part of an upload once to sign it, once to send
 * it, and again if sending failed. It would buffer a stream that cannot be rewound in memory, or not retry.
 */
final class RewindableFile extends InputStream {

    private final FileChannel channel;
    private final BooleanSupplier isStopped;
    private long marked;

    RewindableFile(Path file, BooleanSupplier isStopped) throws IOException {
        channel = FileChannel.open(file, StandardOpenOption.READ);
        this.isStopped = isStopped;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, bytes.length);
        if (isStopped.getAsBoolean()) {
            throw new InterruptedIOException("stopped");
        }
        return channel.read(ByteBuffer.wrap(bytes, offset, length));
    }

    @Override
    public int available() throws IOException {
        return (int) Math.min(Integer.MAX_VALUE, channel.size() - channel.position());
    }

    @Override
    public boolean markSupported() {
        return true;
    }

    @Override
    public synchronized void mark(int readLimit) {
        try {
            marked = channel.position();
        } catch (IOException e) {
            throw new IllegalStateException("the file is closed", e);
        }
    }

    @Override
    public synchronized void reset() throws IOException {
        channel.position(marked);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
