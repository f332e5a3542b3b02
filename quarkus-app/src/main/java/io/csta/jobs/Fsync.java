package io.csta.jobs;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Has the system write to the disk what it holds back, so that it is there after a loss of power. */
public final class Fsync {

    private Fsync() {}

    /** The content of a file. */
    public static void force(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }

    /** The names in a folder, where the system has a way to do that; elsewhere it need not be done. */
    @SuppressWarnings("EmptyCatch") // see above
    public static void forceFolder(Path folder) {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException e) {
            // Not every system opens folders.
        }
    }
}
