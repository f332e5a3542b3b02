package io.csta.cli;

import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;

/** A line of a terminal that is redrawn. */
final class TerminalLine {

    private static final int BAR = 16;
    private static final String ERASE = "\r\u001b[K";

    private final PrintWriter err;
    private final int columns;

    /** With the width of the terminal, or 0 if there is none. */
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

    /** Draws a name, a bar and a text, cut to the width of the terminal: a line that wraps cannot be redrawn. */
    void draw(String name, double fraction, String words) {
        int full = (int) Math.round(fraction * BAR);
        print("%s [%s%s] %s".formatted(name, "█".repeat(full), "░".repeat(BAR - full), words));
    }

    /** Shows a text, cut to the width of the terminal, while work without measurable progress continues. */
    void show(String words) {
        if (isThere()) {
            print("csta: " + words);
        }
    }

    private void print(String line) {
        err.print(ERASE + line.substring(0, Math.min(line.length(), columns - 1)));
        err.flush();
    }

    /** Erases the line, so that the next output has its own line. */
    void wipe() {
        if (isThere()) {
            err.print(ERASE);
            err.flush();
        }
    }
}
