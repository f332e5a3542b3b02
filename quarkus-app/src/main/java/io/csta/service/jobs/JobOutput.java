package io.csta.service.jobs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.csta.OutputException;
import io.csta.OutputFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The finished summary of a job, as its JSON file describes it. */
public final class JobOutput {

    private static final String FILE = "file";

    private JobOutput() {}

    /**
     * Replaces the names of video and summary in the JSON by those that the source knows, so that it contains no paths of
     * this machine. May be repeated.
     *
     * @param video the name of the video at its source
     * @param summary the name of the summary there
     * @throws OutputException if the JSON cannot be read or written
     */
    public static JobResult rename(Job job, String video, String summary) {
        Path json = job.outputJson();
        try {
            JsonNode root = JobJson.MAPPER.readTree(json.toFile());
            ((ObjectNode) root.required("video")).put(FILE, video);
            ((ObjectNode) root.required("summary")).put(FILE, summary);
            OutputFile.write(json, part -> Files.writeString(part, root.toPrettyString() + "\n"));
            return result(job, root);
        } catch (IOException e) {
            throw new OutputException("%s cannot be rewritten: %s".formatted(json, OutputFile.reason(e)), e);
        }
    }

    /** The name of the video that the JSON of a summary describes; empty if there is no such file. */
    public static Optional<String> video(Path json) {
        try {
            return video(Files.readAllBytes(json));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** The same for its content; empty if it is not the JSON of a summary. */
    public static Optional<String> video(byte[] json) {
        try {
            return Optional.of(JobJson.MAPPER.readTree(json).at("/video/file"))
                    .filter(JsonNode::isTextual)
                    .map(JsonNode::asText);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static JobResult result(Job job, JsonNode root) {
        return new JobResult(
                job.output(),
                job.outputJson(),
                root.at("/summary/duration").asDouble(),
                root.at("/summary/ratio").asDouble(),
                root.at("/summary/frames").asInt(),
                root.required("shots").size(),
                root.at("/model/name").asText(),
                Optional.of(root.at("/summary/file").asText()));
    }
}
