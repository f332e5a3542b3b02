package io.csta.cli;

import io.csta.summary.Progress;
import io.csta.summary.ProgressListener;
import io.csta.summary.Stage;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * Shows the progress of one video: a bar in a terminal, a line every few seconds elsewhere.
 */
final class ProgressDisplay implements ProgressListener, AutoCloseable {

    private static final double PLAIN_STEP = 0.25;
    private static final Map<Stage, String> WORDS = Map.of(
            Stage.FEATURES, "processing frames",
            Stage.SEGMENTATION, "finding shots",
            Stage.SCORING, "selecting shots",
            Stage.RENDERING, "writing the summary");

    private final PrintWriter err;
    private final String video;
    private final TerminalLine line;
    private final boolean quiet;
    private String stage = "";
    private double nextPlain;

    ProgressDisplay(PrintWriter err, String video, boolean quiet) {
        this(err, video, TerminalLine.columns(), quiet);
    }

    /** With the width of the terminal, or 0 if there is none. */
    ProgressDisplay(PrintWriter err, String video, int columns, boolean quiet) {
        this.err = err;
        this.video = video;
        this.line = new TerminalLine(err, columns);
        this.quiet = quiet;
    }

    @Override
    public void update(Progress progress) {
        update(WORDS.getOrDefault(progress.stage(), ""), progress.fraction(), details(progress));
    }

    /** Shows a stage that is not one of the work on the video, such as {@code queued}. */
    void update(String current, double fraction) {
        update(current, fraction, "");
    }

    private void update(String current, double fraction, String details) {
        if (quiet) {
            return;
        }
        String words = String.format(Locale.ROOT, "%3.0f %%, %s%s", 100 * fraction, current, details);
        if (line.isThere()) {
            line.draw(video, fraction, words);
        } else if (!current.equals(stage) || fraction >= nextPlain) {
            err.printf(Locale.ROOT, "%s: %s%n", video, words);
            err.flush();
            stage = current;
            nextPlain = fraction + PLAIN_STEP;
        }
    }

    private static String details(Progress progress) {
        StringBuilder line = new StringBuilder();
        if (progress.framesPerSecond() > 0) {
            line.append(String.format(Locale.ROOT, ", %.0f frames/s", progress.framesPerSecond()));
        }
        OptionalDouble left = progress.secondsLeft();
        if (left.isPresent() && progress.fraction() < 1) {
            line.append(", ").append(duration(left.getAsDouble())).append(" left");
        }
        return line.toString();
    }

    /** A duration as text: {@code 42 s}, {@code 3:05 min}, {@code 1:02:03 h}. */
    static String duration(double seconds) {
        long whole = Math.round(seconds);
        if (whole < 60) {
            return whole + " s";
        }
        return whole < 3600
                ? "%d:%02d min".formatted(whole / 60, whole % 60)
                : "%d:%02d:%02d h".formatted(whole / 3600, whole / 60 % 60, whole % 60);
    }

    /** A time in a video, to a tenth of a second: {@code 0:42.0}, {@code 1:02:03.4}. */
    static String time(double seconds) {
        long tenths = Math.round(10 * seconds);
        long minutes = tenths / 600;
        String end = "%02d.%d".formatted(tenths / 10 % 60, tenths % 10);
        return minutes < 60 ? "%d:%s".formatted(minutes, end) : "%d:%02d:%s".formatted(minutes / 60, minutes % 60, end);
    }

    @Override
    public void close() {
        if (!quiet) {
            line.wipe();
        }
    }
}
