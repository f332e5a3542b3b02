package io.csta.cli;

import io.quarkus.runtime.annotations.QuarkusMain;
import java.util.Locale;
import java.util.logging.Level;
import java.util.logging.LogManager;

/**
 * Where the process begins.
 *
 * <p>Commands run without Quarkus, which takes time to start, and which none of them needs but {@code serve}.
 */
@QuarkusMain
public final class Main {

    private Main() {}

    /** Runs a command; prints help if none is named. */
    public static void main(String... arguments) {
        Locale.setDefault(Locale.ROOT); // what is printed is English, and files are named in Latin digits
        if (!ServeCommand.isNamedIn(arguments)) {
            silenceLogs();
        }
        System.exit(CommandLines.create().execute(arguments));
    }

    /** The command line speaks for itself; logs would end up between its lines. */
    private static void silenceLogs() {
        LogManager.getLogManager().getLogger("").setLevel(Level.OFF);
    }
}
