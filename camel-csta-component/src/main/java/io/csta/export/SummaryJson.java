package io.csta.export;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import io.csta.CstaException;
import io.csta.summary.Summary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** A summary as {@code summary.json}, schema {@value #SCHEMA}. */
public final class SummaryJson {

    /** The version of the layout. */
    public static final String SCHEMA = "csta-summary/1";

    private static final ObjectMapper JSON = JsonMapper.builder()
            .addModule(new Jdk8Module())
            .addModule(new SimpleModule().addSerializer(Path.class, new ToStringSerializer(Path.class)))
            .addMixIn(Summary.Segment.class, SnakeCase.class)
            .serializationInclusion(JsonInclude.Include.NON_ABSENT)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .build();

    private SummaryJson() {}

    /** {@code summaryStart} is {@code summary_start} in the file. */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    private interface SnakeCase {}

    /** The text of the file. */
    public static String text(Summary summary) {
        try {
            ObjectNode root = JSON.createObjectNode().put("schema", SCHEMA);
            JsonNode content = JSON.valueToTree(summary);
            root.setAll((ObjectNode) content);
            return JSON.writeValueAsString(root) + "\n";
        } catch (IOException e) {
            throw new IllegalStateException("a summary is plain data", e);
        }
    }

    /**
     * Writes the file, replacing one that is there; it appears when it is complete.
     *
     * @throws CstaException if it cannot be written
     */
    public static void write(Summary summary, Path file) {
        Path folder = file.toAbsolutePath().getParent();
        try {
            Path part = Files.createTempFile(folder, ".summary-", ".json");
            try {
                Files.writeString(part, text(summary));
                Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(part);
            }
        } catch (IOException e) {
            throw new CstaException("cannot write %s: %s; check space and permissions".formatted(file, e), e);
        }
    }
}
