package io.csta.starter;

import io.csta.CancelledException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/** The command that makes the model; {@code docs/starter.md} says how to call it. */
public final class StarterMain {

    private StarterMain() {}

    /**
     * Makes the model, or goes on with it.
     *
     * @param arguments the folder to work in, after how many minutes to stop for now, and {@code full} or {@code smoke}
     */
    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[0]);
        Deadline deadline = new Deadline(Duration.ofMinutes(Long.parseLong(arguments[1])));
        Plan plan = "smoke".equals(arguments[2]) ? Plan.SMOKE : Plan.FULL;
        try {
            Path model = new Starter(plan, folder, deadline, System.out).run();
            System.out.printf("the model is in %s%n", model);
        } catch (CancelledException e) {
            System.out.println(e.getMessage());
        }
    }
}
