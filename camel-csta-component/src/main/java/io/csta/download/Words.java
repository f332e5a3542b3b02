package io.csta.download;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NotDirectoryException;
import java.time.Duration;
import java.util.Locale;

/** How sizes, times and reasons are put into messages. */
final class Words {

    private static final double MEGABYTE = 1e6;

    private Words() {}

    /** Bytes as people read them: {@code 812 bytes}, {@code 12.3 MB}. */
    static String bytes(long bytes) {
        return bytes < MEGABYTE / 10 ? bytes + " bytes" : String.format(Locale.ROOT, "%.1f MB", bytes / MEGABYTE);
    }

    static String duration(Duration duration) {
        return duration.toMillis() % 1000 == 0
                ? duration.toSeconds() + " s"
                : String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1e3);
    }

    /** Why a file cannot be written. */
    static String reason(IOException e) {
        if (e instanceof AccessDeniedException) {
            return "this user may not";
        }
        if (e instanceof FileAlreadyExistsException || e instanceof NotDirectoryException) {
            return "there is a file in the way, " + e.getMessage();
        }
        String reason = e instanceof FileSystemException system ? system.getReason() : e.getMessage();
        return reason == null ? e.toString() : reason;
    }
}
