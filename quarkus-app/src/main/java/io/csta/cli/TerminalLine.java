package io.csta.cli;

import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;

/** The line of a terminal that is drawn over again and again. */
final class TerminalLine {

    private static final int BAR = 16;
    private static final String ERASE = "\r\u001b[K";

    private final PrintWriter err;
    private final int columns;

    /** With the width of the terminal, or 0 for none. */
    TerminalLine(PrintWriter err, int columns) {
        this.err = err;
        this.columns = columns;
    }

    /** The width of the terminal. The launcher can tell whether standard error is one, and how wide; Java cannot. */
    static int columns() {
        return columns("CSTA_TERMINAL");
    }

    /** The width of the terminal that standard output goes to, or 0 if it is not a terminal. */
    static int outputColumns() {
        return columns("CSTA_OUTPUT_TERMINAL");
    }

    private static int columns(String variable) {
        @Nullable String told = System.getenv(variable);
        return told == null || !told.matches("[0-9]{1,4}") ? 0 : Integer.parseInt(told);
    }

    boolean isThere() {
        return columns > 0;
    }

    /** Draws a name, a bar and words. Cut to the terminal's width, since a line that wraps cannot be drawn over. */
    void draw(String name, double fraction, String words) {
        int full = (int) Math.round(fraction * BAR);
        String line = "%s [%s%s] %s".formatted(name, "█".repeat(full), "░".repeat(BAR - full), words);
        err.print(ERASE + line.substring(0, Math.min(line.length(), columns - 1)));
        err.flush();
    }

    /** Wipes it away, so that what is said next stands on a line of its own. */
    void wipe() {
        if (isThere()) {
            err.print(ERASE);
            err.flush();
        }
    }
}
