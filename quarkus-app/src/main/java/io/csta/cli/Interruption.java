package io.csta.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import picocli.CommandLine;
import picocli.CommandLine.ParseResult;

/** Lets a command that is stopped by ctrl-C put its things away before the process ends. */
final class Interruption {

    private static final int PATIENCE_SECONDS = 20;

    private final Thread worker = Thread.currentThread();
    private final AtomicBoolean atWork = new AtomicBoolean(true);
    private final CountDownLatch end = new CountDownLatch(1);

    private Interruption() {}

    /** Runs the command that was parsed; when the process is told to stop, interrupts it and waits for its end. */
    static int guard(ParseResult parsed) {
        if (parsed.hasSubcommand() && parsed.subcommand().commandSpec().userObject() instanceof ServeCommand) {
            return new CommandLine.RunLast().execute(parsed); // Quarkus sees to its end itself
        }
        Interruption interruption = new Interruption();
        Thread hook = new Thread(interruption::stop, "csta-interruption");
        try {
            Runtime.getRuntime().addShutdownHook(hook);
        } catch (IllegalStateException stopping) {
            return CommandLines.INTERRUPTED; // told to stop before anything began
        }
        try {
            return new CommandLine.RunLast().execute(parsed);
        } catch (OutOfMemoryError e) {
            return CommandLines.outOfMemory(parsed);
        } finally {
            interruption.finish(hook);
        }
    }

    /** Whether the process is on its way out, so that what fails now fails because of that. */
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
                System.err.println("csta: the work did not stop in time; a file may be left half-written");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** What runs after the command, Quarkus' own way out above all, is not to be interrupted. */
    private void finish(Thread hook) {
        synchronized (atWork) {
            atWork.set(false);
            Thread.interrupted();
        }
        end.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException stopping) {
            // The hook is what brought us here.
        }
    }
}
