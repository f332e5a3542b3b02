package io.csta.cli;

import io.csta.process.NativeMemory;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.util.Locale;
import java.util.logging.Level;
import java.util.logging.LogManager;

/**
 * The entry point.
 *
 * <p>All commands except {@code serve} run without Quarkus, which takes time to start.
 */
@QuarkusMain
public final class Main {

    private Main() {}

    /** Runs a command; prints the help if there is none. */
    public static void main(String... arguments) {
        NativeMemory.useOneArena();
        Locale.setDefault(Locale.ROOT); // output is English, with Latin digits
        if (!ServeCommand.isNamedIn(arguments)) {
            silenceLogs();
        }
        System.exit(CommandLines.run(arguments));
    }

    /** Disables logging, which would appear between the lines of the output. */
    private static void silenceLogs() {
        LogManager.getLogManager().getLogger("").setLevel(Level.OFF);
    }
}
