package io.csta.cli;

import io.csta.evaluation.EvaluationListener;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;

/** Shows the progress of an evaluation: a bar in a terminal, a line every few seconds elsewhere. */
final class EvaluationDisplay implements EvaluationListener, AutoCloseable {

    private static final double PLAIN_STEP = 0.25;

    private final PrintWriter err;
    private final String dataset;
    private final TerminalLine line;
    private final long start = System.nanoTime();
    private double nextPlain;

    EvaluationDisplay(PrintWriter err, String dataset) {
        this(err, dataset, TerminalLine.columns());
    }

    /** With the width of the terminal, or 0 if there is none. */
    EvaluationDisplay(PrintWriter err, String dataset, int columns) {
        this.err = err;
        this.dataset = dataset;
        this.line = new TerminalLine(err, columns);
    }

    @Override
    public void update(String what, int done, int total) {
        double fraction = (double) done / total;
        if (line.isThere()) {
            line.draw(dataset, fraction, words(what, done, total));
        } else if (fraction >= nextPlain) {
            err.println(dataset + ": " + words(what, done, total));
            err.flush();
            nextPlain = fraction + PLAIN_STEP;
        }
    }

    private String words(String what, int done, int total) {
        String words = String.format(Locale.ROOT, "%3.0f %%, %s", 100.0 * done / total, what);
        if (done == 0) {
            return words;
        }
        double seconds = Duration.ofNanos(System.nanoTime() - start).toMillis() / 1000.0;
        return words + ", " + ProgressDisplay.duration(seconds / done * (total - done)) + " left";
    }

    @Override
    public void close() {
        line.wipe();
    }
}
