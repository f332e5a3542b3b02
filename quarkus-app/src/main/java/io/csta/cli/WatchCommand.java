package io.csta.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.csta.CancelledException;
import io.csta.CstaException;
import io.csta.cli.ServiceClient.UnavailableException;
import io.csta.summary.Progress;
import io.csta.summary.Stage;
import java.time.Duration;
import java.util.Locale;
import java.util.OptionalDouble;
import picocli.CommandLine.Command;

/** {@code csta jobs watch}. */
@Command(
        name = "watch",
        header = "Shows the progress of a job until it ends.",
        description = {
            "",
            "The exit status is 0 if the job is done, and 1 if it failed or was cancelled. Ctrl-C ends the",
            "command, not the job. If the service restarts in the meantime, the command waits for it."
        },
        footer = {"", "Example:", "  csta jobs watch 5f3c9a0d"})
final class WatchCommand extends JobsCommand.OneJob {

    private static final int PERIOD_MILLIS = 1000;

    /** A service that restarts responds again within this time. */
    private static final Duration RESTART_TIMEOUT = Duration.ofMinutes(1);

    private long lastResponse;

    @Override
    JsonNode ask(ServiceClient service, String path) {
        JsonNode job = service.get(path);
        lastResponse = System.nanoTime();
        try (ProgressDisplay display = new ProgressDisplay(spec().commandLine().getErr(), JobText.name(job), false)) {
            while (!JobText.hasEnded(job)) {
                show(job, display);
                pause();
                job = next(service, path, job);
            }
        }
        return job;
    }

    /** The job as it is now, or as it was last if the service does not respond for the moment. */
    private JsonNode next(ServiceClient service, String path, JsonNode last) {
        try {
            JsonNode job = service.get(path);
            lastResponse = System.nanoTime();
            return job;
        } catch (UnavailableException e) {
            if (System.nanoTime() - lastResponse > RESTART_TIMEOUT.toNanos()) {
                throw e;
            }
            return last;
        }
    }

    private static void show(JsonNode job, ProgressDisplay display) {
        JsonNode progress = job.path("progress");
        String stage = progress.path("stage").asText().toUpperCase(Locale.ROOT);
        double fraction = progress.path("fraction").asDouble();
        for (Stage known : Stage.values()) {
            if (known.name().equals(stage)) {
                JsonNode left = progress.path("seconds_left");
                display.update(new Progress(
                        known,
                        fraction,
                        left.isNumber() ? OptionalDouble.of(left.asDouble()) : OptionalDouble.empty(),
                        progress.path("frames_per_second").asDouble()));
                return;
            }
        }
        display.update(job.path("state").asText(), fraction);
    }

    private static void pause() {
        try {
            Thread.sleep(PERIOD_MILLIS);
        } catch (InterruptedException e) {
            throw CancelledException.interrupted();
        }
    }

    @Override
    void print(JsonNode job) {
        String state = job.path("state").asText();
        boolean isDone = state.equals("done");
        if (isDone || isJson()) {
            super.print(job);
        }
        if (!isDone) {
            String id = job.path("id").asText();
            throw new CstaException(
                    state.equals("failed")
                            ? "job %s failed: %s".formatted(id, JobText.error(job))
                            : "job %s was cancelled; csta jobs retry %s starts it again".formatted(id, id));
        }
    }
}
