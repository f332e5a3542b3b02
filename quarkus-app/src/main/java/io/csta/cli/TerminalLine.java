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

    /** The width of the terminal that standard error goes to, or 0 if it is not a terminal. */
    static int columns() {
        return columns("CSTA_TERMINAL", Terminal.STANDARD_ERROR);
    }

    /** The width of the terminal that standard output goes to, or 0 if it is not a terminal. */
    static int outputColumns() {
        return columns("CSTA_OUTPUT_TERMINAL", Terminal.STANDARD_OUTPUT);
    }

    private static int columns(String variable, int descriptor) {
        @Nullable String told = System.getenv(variable);
        if (told == null) {
            return Terminal.columns(descriptor);
        }
        return told.matches("[0-9]{1,4}") ? Integer.parseInt(told) : 0;
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
