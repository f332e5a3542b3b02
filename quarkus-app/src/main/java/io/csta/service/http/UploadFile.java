package io.csta.service.http;

import io.csta.OutputException;
import io.csta.OutputFile;
import io.csta.Sha256;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.UUID;
import java.util.function.IntConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An uploaded video. Closing it removes the file, unless a job took it over. Used by one thread. */
final class UploadFile implements SummaryRequest.Video, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(UploadFile.class);

    private final String name;
    private final Path path;
    private final FileChannel channel;
    private final IntConsumer written;
    private final MessageDigest digest = Sha256.begin();
    private long size;

    /**
     * Creates an empty file.
     *
     * @param name from the client; untrusted
     * @param written receives the number of bytes after each write, and may refuse more
     * @throws OutputException if it cannot be created
     */
    UploadFile(Path folder, String name, IntConsumer written) {
        this.name = name;
        this.written = written;
        path = folder.resolve(UUID.randomUUID() + ".part");
        try {
            channel = FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        } catch (IOException e) {
            throw cannotWrite(e);
        }
    }

    /**
     * Appends content.
     *
     * @throws OutputException if the disk is full
     */
    void write(ByteBuffer content) {
        int length = content.remaining();
        digest.update(content.duplicate());
        try {
            while (content.hasRemaining()) {
                channel.write(content);
            }
        } catch (IOException e) {
            throw cannotWrite(e);
        }
        size += length;
        written.accept(length);
    }

    private OutputException cannotWrite(IOException e) {
        return new OutputException("cannot write the upload %s: %s".formatted(path, OutputFile.reason(e)), e);
    }

    String name() {
        return name;
    }

    Path path() {
        return path;
    }

    long size() {
        return size;
    }

    /** Forces the file to the disk. */
    void force() {
        try {
            channel.force(true);
        } catch (IOException e) {
            throw cannotWrite(e);
        }
    }

    /** The SHA-256 of the complete file; may be called once. */
    @Override
    public String fingerprint() {
        return Sha256.end(digest);
    }

    @Override
    public void close() {
        try {
            channel.close();
            Files.deleteIfExists(path);
        } catch (IOException e) {
            LOG.warn("cannot remove the upload {}: {}", path, OutputFile.reason(e));
        }
    }
}
