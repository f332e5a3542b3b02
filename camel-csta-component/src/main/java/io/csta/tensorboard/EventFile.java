package io.csta.tensorboard;

import io.csta.OutputException;
import io.csta.OutputFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;

/**
 * The event file of one run, in a folder of its own, whose path TensorBoard shows as the name of the run.
 *
 * <p>The content is determined by the steps. A file is extended, never rewritten, so that TensorBoard can show it meanwhile,
 * and no step is written twice: if the file contains a part of the content, even a part of a record, the rest is appended. A
 * file with any other content belongs to someone else and is left as it is.
 */
public final class EventFile {

    /** TensorBoard reads files whose name contains {@code tfevents}. */
    private static final String NAME = "events.out.tfevents.csta";

    private final Path file;

    /** The file in this folder, which may not exist yet. */
    public EventFile(Path folder) {
        this.file = folder.resolve(NAME);
    }

    /**
     * Checks that the file can be written, and creates its folder.
     *
     * @throws OutputException if it cannot be written
     */
    public void requireWritable() {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
        } catch (IOException e) {
            throw failure(e);
        }
        OutputFile.check(file);
    }

    /**
     * Checks that the file contains no steps other than these.
     *
     * @param steps all steps so far, ascending
     * @throws OutputException if it has other content, or cannot be read
     */
    public void requireOnly(List<Scalars> steps) {
        try {
            if (!isPart(Records.of(steps))) {
                throw foreign();
            }
        } catch (IOException e) {
            throw failure(e);
        }
    }

    /**
     * Deletes the file, if it exists.
     *
     * @throws OutputException if it cannot be deleted
     */
    public void delete() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw failure(e);
        }
    }

    /**
     * Appends the steps that the file does not contain yet.
     *
     * @param steps all steps so far, ascending
     * @throws OutputException if the file has other content, or if it cannot be written; then the next call appends the rest
     */
    public void update(List<Scalars> steps) {
        byte[] content = Records.of(steps);
        try {
            if (!isPart(content)) {
                throw foreign();
            }
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
                int written = Math.toIntExact(channel.size());
                ByteBuffer rest = ByteBuffer.wrap(content, written, content.length - written);
                while (rest.hasRemaining()) {
                    channel.write(rest);
                }
            }
        } catch (IOException e) {
            throw failure(e);
        }
    }

    /** Whether the file is the beginning of this content; also if it does not exist. */
    private boolean isPart(byte[] content) throws IOException {
        if (!Files.exists(file)) {
            return true;
        }
        if (Files.size(file) > content.length) {
            return false;
        }
        byte[] present = Files.readAllBytes(file);
        return Arrays.equals(present, 0, present.length, content, 0, present.length);
    }

    private OutputException foreign() {
        return new OutputException(
                "%s contains another run; choose another folder, or allow overwriting".formatted(file));
    }

    private OutputException failure(IOException e) {
        return new OutputException(
                "%s cannot be written: %s; check permissions and disk space, or choose another folder"
                        .formatted(file, OutputFile.reason(e)),
                e);
    }
}
