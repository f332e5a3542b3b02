package io.csta.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import picocli.CommandLine;
import picocli.CommandLine.ParseResult;

/** Lets a command that is stopped by Ctrl-C clean up before the process ends. */
final class Interruption {

    private static final int PATIENCE_SECONDS = 20;

    private final Thread worker = Thread.currentThread();
    private final AtomicBoolean atWork = new AtomicBoolean(true);
    private final CountDownLatch end = new CountDownLatch(1);

    private Interruption() {}

    /** Runs a parsed command. When the process is stopped, interrupts the command and waits for its end. */
    static int guard(ParseResult parsed) {
        if (parsed.hasSubcommand() && parsed.subcommand().commandSpec().userObject() instanceof ServeCommand) {
            return new CommandLine.RunLast().execute(parsed); // Quarkus handles its shutdown itself
        }
        Interruption interruption = new Interruption();
        Thread hook = new Thread(interruption::stop, "csta-interruption");
        try {
            Runtime.getRuntime().addShutdownHook(hook);
        } catch (IllegalStateException stopping) {
            return CommandLines.INTERRUPTED; // stopped before anything began
        }
        try {
            return new CommandLine.RunLast().execute(parsed);
        } catch (OutOfMemoryError e) {
            return CommandLines.outOfMemory(parsed);
        } finally {
            interruption.finish(hook);
        }
    }

    /** Whether the process is shutting down, which then causes failures. */
    static boolean isStopping() {
        Thread probe = new Thread(() -> {}, "csta-probe");
        try {
            Runtime.getRuntime().addShutdownHook(probe);
            Runtime.getRuntime().removeShutdownHook(probe);
            return false;
        } catch (IllegalStateException stopping) {
            return true;
        }
    }

    private void stop() {
        synchronized (atWork) {
            if (!atWork.get()) {
                return;
            }
            worker.interrupt();
        }
        try {
            if (!end.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                System.err.println("csta: the command did not stop in time and may have left a partial file");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Code that runs after the command, such as the shutdown of Quarkus, must not be interrupted. */
    private void finish(Thread hook) {
        synchronized (atWork) {
            atWork.set(false);
            Thread.interrupted();
        }
        end.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException stopping) {
            // The shutdown hook caused it.
        }
    }
}
