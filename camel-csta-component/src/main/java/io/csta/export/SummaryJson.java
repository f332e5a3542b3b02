package io.csta.export;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import io.csta.CancelledException;
import io.csta.OutputException;
import io.csta.OutputFile;
import io.csta.summary.Summary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A summary as {@code summary.json}, schema {@value #SCHEMA}. */
public final class SummaryJson {

    /** The version of the layout. */
    public static final String SCHEMA = "csta-summary/1";

    private static final ObjectMapper JSON = JsonMapper.builder()
            .addModule(new Jdk8Module())
            .addModule(new SimpleModule().addSerializer(Path.class, new ToStringSerializer(Path.class)))
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .serializationInclusion(JsonInclude.Include.NON_ABSENT)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .build();

    private SummaryJson() {}

    /** The text of the file. */
    public static String text(Summary summary) {
        try {
            ObjectNode root = JSON.createObjectNode().put("schema", SCHEMA);
            ObjectNode content = JSON.valueToTree(summary);
            if (summary.warnings().isEmpty()) {
                content.remove("warnings");
            }
            root.setAll(content);
            return JSON.writeValueAsString(root) + "\n";
        } catch (IOException e) {
            throw new IllegalStateException("a summary is plain data", e);
        }
    }

    /**
     * Writes the file, which appears when it is complete; an existing one is replaced.
     *
     * @throws OutputException if it cannot be written
     * @throws CancelledException if the thread is interrupted
     */
    public static void write(Summary summary, Path file) {
        OutputFile.write(file, part -> Files.writeString(part, text(summary)));
    }
}
