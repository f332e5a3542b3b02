package io.csta.cli;

import java.io.FilterWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;

/**
 * The line that the launcher shows in a terminal while Java starts. It stays until the command has something else to show,
 * and then disappears.
 */
final class StartingLine {

    private final PrintWriter err;
    private boolean visible;

    /** The line at the end of a stream, if it is there. */
    StartingLine(PrintWriter err, boolean visible) {
        this.err = err;
        this.visible = visible;
    }

    /** Whether the launcher showed the line. */
    static boolean isShown() {
        return System.getenv("CSTA_STARTING") != null;
    }

    /** A writer that erases the line before its first output. */
    Writer before(Writer writer) {
        return new FilterWriter(writer) {
            @Override
            public void write(int character) throws IOException {
                erase();
                super.write(character);
            }

            @Override
            public void write(char[] characters, int offset, int length) throws IOException {
                erase();
                super.write(characters, offset, length);
            }

            @Override
            public void write(String text, int offset, int length) throws IOException {
                erase();
                super.write(text, offset, length);
            }
        };
    }

    /** Erases the line, if it is still there. */
    synchronized void erase() {
        if (visible) {
            visible = false;
            new TerminalLine(err, 1).wipe();
        }
    }
}
