package io.csta.routes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.csta.OutputException;
import io.csta.OutputFile;
import io.csta.jobs.Job;
import io.csta.jobs.JobResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What is written about the summary of a video that came from elsewhere: it names both as they are called there, and no
 * folder of this machine.
 */
final class PublicJson {

    private static final ObjectMapper MAPPER = JsonMapper.builder().build();
    private static final String FILE = "file";

    private PublicJson() {}

    /**
     * Renames both in the finished files of a job. May be done again.
     *
     * @param video what the video is called where it came from
     * @param summary what the summary is called there
     * @return what came of the job
     * @throws OutputException if the JSON cannot be read or written
     */
    static JobResult apply(Job job, String video, String summary) {
        Path json = job.outputJson();
        try {
            JsonNode root = MAPPER.readTree(json.toFile());
            ((ObjectNode) root.required("video")).put(FILE, video);
            ((ObjectNode) root.required("summary")).put(FILE, summary);
            try (OutputFile part = OutputFile.of(json)) {
                Files.writeString(part.path(), root.toPrettyString() + "\n");
                part.keep();
            }
            return new JobResult(
                    job.output(),
                    json,
                    root.at("/summary/duration").asDouble(),
                    root.at("/summary/ratio").asDouble(),
                    root.at("/summary/frames").asInt(),
                    root.required("shots").size(),
                    root.at("/model/name").asText());
        } catch (IOException e) {
            throw new OutputException("%s cannot be rewritten: %s".formatted(json, OutputFile.reason(e)), e);
        }
    }
}
