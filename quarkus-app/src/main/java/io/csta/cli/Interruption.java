package io.csta.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine;
import picocli.CommandLine.ParseResult;

/** Lets a command that is stopped by ctrl-C put its things away before the process ends. */
final class Interruption {

    private static final int PATIENCE_SECONDS = 20;

    private Interruption() {}

    /** Runs the command that was parsed; when the process is told to stop, interrupts it and waits for its end. */
    static int guard(ParseResult parsed) {
        Thread worker = Thread.currentThread();
        CountDownLatch done = new CountDownLatch(1);
        Thread hook = new Thread(() -> stop(worker, done), "csta-interruption");
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            return new CommandLine.RunLast().execute(parsed);
        } finally {
            done.countDown();
            removeUnlessStopping(hook);
        }
    }

    private static void stop(Thread worker, CountDownLatch done) {
        worker.interrupt();
        try {
            if (!done.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                System.err.println("csta: the work did not stop in time; a file may be left half-written");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void removeUnlessStopping(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException stopping) {
            // The hook is what brought us here.
        }
    }
}
