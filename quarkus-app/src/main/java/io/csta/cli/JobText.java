package io.csta.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Jobs as text, from their JSON. */
final class JobText {

    private static final String NAMES = "video";

    /** Names that are longer do not move the other columns of all lines. */
    private static final int LONGEST_NAME = 40;

    private JobText() {}

    /** Jobs as a table, with a heading: a job per line, with the error of its last attempt. */
    static List<String> table(Iterable<JsonNode> jobs) {
        int widest = NAMES.length();
        for (JsonNode job : jobs) {
            widest = Math.max(widest, name(job).length());
        }
        List<String> lines = new ArrayList<>();
        lines.add(row("id", "state", "done", "created", NAMES, widest, "error"));
        for (JsonNode job : jobs) {
            lines.add(row(
                    job.path("id").asText(),
                    state(job),
                    String.format(
                            Locale.ROOT,
                            "%.0f %%",
                            100 * job.at("/progress/fraction").asDouble()),
                    seconds(job.path("created")),
                    name(job),
                    widest,
                    error(job)));
        }
        return lines;
    }

    private static String row(
            String id, String state, String done, String created, String video, int widest, String error) {
        return String.format(
                        Locale.ROOT,
                        "%-32s  %-9s  %5s  %-20s  %-" + Math.min(widest, LONGEST_NAME) + "s  %s",
                        id,
                        state,
                        done,
                        created,
                        video,
                        error)
                .stripTrailing();
    }

    /** The name of a job's video. */
    static String name(JsonNode job) {
        return shown(job.at("/source/name").asText());
    }

    private static String state(JsonNode job) {
        return job.path("paused").asBoolean()
                ? "paused"
                : shown(job.path("state").asText());
    }

    /** A queue in one line. */
    static String ofQueue(JsonNode queue) {
        return "%d queued, %d running; the queue is %s"
                .formatted(
                        queue.path("queued").asInt(),
                        queue.path("running").asInt(),
                        reason(queue).orElse("not paused"));
    }

    /** Why no job of a queue starts; empty if jobs start. */
    static Optional<String> reason(JsonNode queue) {
        if (queue.path("paused").asBoolean()) {
            return Optional.of("paused; csta jobs resume starts jobs again");
        }
        return queue.has("opens")
                ? Optional.of("closed until " + seconds(queue.path("opens")) + " (csta.jobs.hours)")
                : Optional.empty();
    }

    /** Why a job or its last attempt failed; empty if it did not. */
    static String error(JsonNode job) {
        return shown(job.at("/error/message").asText());
    }

    /** Whether a job has ended. */
    static boolean hasEnded(JsonNode job) {
        return !List.of("queued", "running").contains(job.path("state").asText());
    }

    /** All data of a job, one value per line. */
    static String of(JsonNode job) {
        List<String> lines = new ArrayList<>();
        add(lines, "id", job.path("id"));
        lines.add(fact("state", state(job)));
        add(lines, "video", job.at("/source/name"));
        add(lines, "source", job.at("/source/type"));
        add(lines, "folder", job.at("/source/folder"));
        add(lines, "bucket", job.at("/source/bucket"));
        add(lines, "priority", job.path("priority"));
        add(lines, "profile", job.path("profile"));
        lines.add(fact(
                "progress",
                String.format(
                        Locale.ROOT,
                        "%.0f %% (%s)",
                        100 * job.at("/progress/fraction").asDouble(),
                        job.at("/progress/stage").asText())));
        for (String name : List.of("created", "started", "ended", "next_attempt")) {
            if (job.has(name)) {
                lines.add(fact(name.equals("next_attempt") ? "retry" : name, seconds(job.path(name))));
            }
        }
        add(lines, "attempts", job.path("attempts"));
        if (job.has("result")) {
            lines.add(fact(
                    "summary",
                    String.format(
                            Locale.ROOT,
                            "%s, %.1f s, %.1f %% of the video",
                            shown(job.at("/result/video").asText()),
                            job.at("/result/duration").asDouble(),
                            100 * job.at("/result/ratio").asDouble())));
        }
        add(lines, "error", job.at("/error/message"));
        return String.join(System.lineSeparator(), lines);
    }

    private static void add(List<String> lines, String name, JsonNode value) {
        if (!value.isMissingNode()) {
            lines.add(fact(name, shown(value.asText())));
        }
    }

    private static String fact(String name, String value) {
        return "%-9s %s".formatted(name, value);
    }

    /** A time in seconds: {@code 2026-11-26T10:43:39Z}. */
    private static String seconds(JsonNode time) {
        return Instant.parse(time.asText()).truncatedTo(ChronoUnit.SECONDS).toString();
    }

    /** Names are untrusted and must not control a terminal. */
    private static String shown(String text) {
        return text.replaceAll("\\p{Cntrl}", "?");
    }
}
