package io.csta.routes;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.csta.OutputFile;
import io.csta.jobs.Job;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Why there is no summary, for the place where somebody looks for it: {@code NAME.error.json}. */
final class ErrorJson {

    private ErrorJson() {}

    static byte[] of(Job job) {
        ObjectNode root = JsonNodeFactory.instance
                .objectNode()
                .put("schema", "csta-error/1")
                .put("job", job.id())
                .put("file", job.source().name())
                .put("state", job.state().word());
        job.status().failure().ifPresent(failure -> root.put("type", failure.type())
                .put("message", failure.message()));
        job.status().ended().ifPresent(ended -> root.put("ended", ended.toString()));
        root.put("attempts", job.status().attempts());
        return (root.toPrettyString() + "\n").getBytes(StandardCharsets.UTF_8);
    }

    static void write(Job job, Path file) throws IOException {
        try (OutputFile part = OutputFile.of(file)) {
            Files.write(part.path(), of(job));
            part.keep();
        }
    }
}
