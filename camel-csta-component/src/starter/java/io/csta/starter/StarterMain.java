package io.csta.starter;

import io.csta.CancelledException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * The command that builds the model, or tests the built-in one; see {@code docs/development/starter-model.md}.
 */
public final class StarterMain {

    private static final int STOP_TIMEOUT_SECONDS = 60;

    private StarterMain() {}

    /**
     * Builds the model or resumes building it, or tests the built-in one.
     *
     * @param arguments the working folder, the number of minutes after which to stop, and {@code full}, {@code smoke} or
     *     {@code trial}
     */
    public static void main(String[] arguments) throws IOException {
        Locale.setDefault(Locale.ROOT);
        CountDownLatch end = new CountDownLatch(1);
        Thread worker = Thread.currentThread();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(worker, end)));
        int status;
        try {
            status = run(Path.of(arguments[0]), Duration.ofMinutes(Long.parseLong(arguments[1])), arguments[2]);
        } finally {
            end.countDown();
        }
        if (status != 0) {
            System.exit(status);
        }
    }

    private static int run(Path folder, Duration time, String size) throws IOException {
        Plan plan =
                switch (size) {
                    case "full", "trial" -> Plan.FULL;
                    case "smoke" -> Plan.SMOKE;
                    default ->
                        throw new IllegalArgumentException(
                                "unknown starter.size %s; use full, smoke or trial".formatted(size));
                };
        Starter starter = new Starter(plan, folder, new Deadline(time), System.out);
        try {
            if (size.equals("trial")) {
                return starter.verdict("starter").isMet() ? 0 : 1;
            }
            System.out.printf("the model is in %s%n", starter.run());
        } catch (CancelledException e) {
            System.out.println(e.getMessage());
            return size.equals("trial") ? 1 : 0; // whether it meets the requirements is not known yet
        }
        return 0;
    }

    /** Waits for the current step, because PyTorch crashes if the process ends during a step. */
    private static void stop(Thread worker, CountDownLatch end) {
        worker.interrupt();
        try {
            if (!end.await(STOP_TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
                System.err.println("the work did not stop in time");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
