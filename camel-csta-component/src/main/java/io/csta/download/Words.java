package io.csta.download;

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
}
