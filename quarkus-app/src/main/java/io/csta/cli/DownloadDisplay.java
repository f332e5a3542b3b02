package io.csta.cli;

import io.csta.download.DownloadListener;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.OptionalLong;

/** Shows the progress of a download: a bar in a terminal, a line every few seconds elsewhere. */
final class DownloadDisplay implements DownloadListener, AutoCloseable {

    private static final double MEGABYTE = 1e6;
    private static final double PLAIN_STEP = 0.25;
    private static final long PLAIN_BYTES = 10_000_000;

    private final PrintWriter err;
    private final String file;
    private final TerminalLine line;
    private final boolean quiet;
    private long lastPlain = -1;
    private long nextPlain;

    DownloadDisplay(PrintWriter err, String file, boolean quiet) {
        this(err, file, TerminalLine.columns(), quiet);
    }

    /** With the width of the terminal, or 0 if there is none. */
    DownloadDisplay(PrintWriter err, String file, int columns, boolean quiet) {
        this.err = err;
        this.file = file;
        this.line = new TerminalLine(err, columns);
        this.quiet = quiet;
    }

    @Override
    public void received(long bytes, OptionalLong total) {
        if (quiet) {
            return;
        }
        if (line.isThere()) {
            line.draw(file, fraction(bytes, total), words(bytes, total));
        } else if (bytes != lastPlain && (bytes >= nextPlain || isAll(bytes, total))) {
            say(words(bytes, total));
            lastPlain = bytes;
            nextPlain = bytes + step(total);
        }
    }

    private static boolean isAll(long bytes, OptionalLong total) {
        return total.isPresent() && bytes == total.getAsLong();
    }

    private static long step(OptionalLong total) {
        return total.isPresent() ? Math.max(1, (long) (PLAIN_STEP * total.getAsLong())) : PLAIN_BYTES;
    }

    @Override
    public void retrying(String what, Duration wait) {
        if (!quiet) {
            line.wipe();
            String then = wait.toSeconds() > 0 ? "trying again in %d s".formatted(wait.toSeconds()) : "trying again";
            say("%s; %s".formatted(what, then));
            lastPlain = -1;
            nextPlain = 0;
        }
    }

    private void say(String words) {
        err.println(file + ": " + words);
        err.flush();
    }

    private static String words(long bytes, OptionalLong total) {
        double megabytes = bytes / MEGABYTE;
        return total.isEmpty()
                ? String.format(Locale.ROOT, "%.1f MB", megabytes)
                : String.format(
                        Locale.ROOT,
                        "%3.0f %%, %.1f of %.1f MB",
                        100 * fraction(bytes, total),
                        megabytes,
                        total.getAsLong() / MEGABYTE);
    }

    private static double fraction(long bytes, OptionalLong total) {
        return total.isEmpty() ? 0 : Math.min(1, (double) bytes / Math.max(1, total.getAsLong()));
    }

    @Override
    public void close() {
        if (!quiet) {
            line.wipe();
        }
    }
}
