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
import io.csta.diagnosis.Diagnosis;
import java.io.IOException;
import java.nio.file.Path;

/** A diagnosis as JSON, as {@code csta doctor --json} prints it. */
public final class DiagnosisJson {

    private static final ObjectMapper JSON = JsonMapper.builder()
            .addModule(new Jdk8Module())
            .addModule(new SimpleModule().addSerializer(Path.class, new ToStringSerializer(Path.class)))
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .serializationInclusion(JsonInclude.Include.NON_ABSENT)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .build();

    private DiagnosisJson() {}

    /** The JSON text, without a line end. */
    public static String text(Diagnosis diagnosis) {
        try {
            ObjectNode root = JSON.createObjectNode();
            root.put("version", diagnosis.version());
            root.set("status", JSON.valueToTree(diagnosis.status()));
            root.setAll((ObjectNode) JSON.valueToTree(diagnosis));
            return JSON.writeValueAsString(root);
        } catch (IOException e) {
            throw new IllegalStateException("a diagnosis is plain data", e);
        }
    }
}
