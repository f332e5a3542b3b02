package io.csta.service.jobs;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.csta.OutputFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Why a video has no summary: {@code NAME.error.json} beside a failed video. */
public final class ErrorJson {

    /** The end of the file's name. */
    public static final String ENDING = ".error.json";

    private ErrorJson() {}

    /** The content of the file. */
    public static byte[] of(Job job) {
        ObjectNode root = JsonNodeFactory.instance
                .objectNode()
                .put("schema", "csta-error/1")
                .put("job", job.id())
                .put("file", job.source().name())
                .put("state", job.state().word());
        reason(job).ifPresent(failure -> root.put("type", failure.type()).put("message", failure.message()));
        job.status().ended().ifPresent(ended -> root.put("ended", ended.toString()));
        root.put("attempts", job.status().attempts());
        return (root.toPrettyString() + "\n").getBytes(StandardCharsets.UTF_8);
    }

    private static Optional<JobFailure> reason(Job job) {
        return job.state() == JobState.CANCELLED
                ? Optional.of(new JobFailure(
                        "Cancelled",
                        "the job was cancelled; csta jobs retry %s starts it again".formatted(job.id()),
                        false))
                : job.status().failure();
    }

    /** The id of the job that wrote a file; empty if there is no such file. */
    public static Optional<String> job(Path file) {
        try {
            return Optional.of(
                    JobJson.MAPPER.readTree(file.toFile()).path("job").asText());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Writes the file. */
    public static void write(Job job, Path file) {
        OutputFile.write(file, part -> Files.write(part, of(job)));
    }
}
