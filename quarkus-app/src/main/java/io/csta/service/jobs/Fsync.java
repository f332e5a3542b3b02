package io.csta.service.jobs;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Forces buffered data to the disk, so that it survives a loss of power. */
public final class Fsync {

    private Fsync() {}

    /** Forces the content of a file. */
    public static void force(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }

    /** Forces the entries of a folder, on systems where this is possible; others do not need it. */
    @SuppressWarnings("EmptyCatch") // see above
    public static void forceFolder(Path folder) {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException e) {
            // Not every system can open folders.
        }
    }
}
