package io.csta.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a bundle's {@code model.json} says.
 *
 * @param schema {@value #SCHEMA}
 * @param name what the model is called
 * @param architecture the networks and their options, such as {@code extractor: googlenet}
 * @param files the role of each checkpoint, {@code extractor} or {@code scorer}, and where it is
 * @param trainedOn the data behind the weights, in words
 * @param licence the licence of the weights, in words
 * @param warning what a user must know before trusting the scores
 */
@JsonPropertyOrder({"schema", "name", "architecture", "files", "trained_on", "licence", "warning"})
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record ModelCard(
        String schema,
        String name,
        Map<String, String> architecture,
        Map<String, WeightFile> files,
        String trainedOn,
        String licence,
        Optional<String> warning) {

    /** The version of this layout. */
    public static final String SCHEMA = "csta-model/1";

    /** The role of the checkpoint that turns pictures into vectors. */
    public static final String EXTRACTOR = "extractor";

    /** The role of the checkpoint that turns vectors into scores. */
    public static final String SCORER = "scorer";

    /** The networks that this version knows, with the options that the authors publish as defaults. */
    static final Map<String, String> PUBLISHED_ARCHITECTURE = publishedArchitecture();

    /**
     * Checks that all is said.
     *
     * @throws IllegalArgumentException if a part is missing
     */
    public ModelCard {
        require("schema", schema);
        require("name", name);
        require("architecture", architecture);
        require("files", files);
        require("trained_on", trainedOn);
        require("licence", licence);
    }

    private static void require(String field, @Nullable Object value) {
        if (value == null) {
            throw new IllegalArgumentException("it says nothing of " + field);
        }
    }

    private static Map<String, String> publishedArchitecture() {
        Map<String, String> parts = new LinkedHashMap<>();
        parts.put(EXTRACTOR, "googlenet");
        parts.put(SCORER, "csta");
        parts.put("positions", "fixed");
        parts.put("softmax", "time and features");
        parts.put("class_token", "mixed at the end");
        parts.put("embedding", "key and value");
        parts.put("skip", "keys, with batch norm");
        return Collections.unmodifiableMap(parts);
    }

    /**
     * A checkpoint of a bundle.
     *
     * @param file its name in the bundle's folder
     * @param sha256 its hash, in lower-case hexadecimal digits
     */
    public record WeightFile(String file, String sha256) {

        private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

        /**
         * Checks the hash.
         *
         * @throws IllegalArgumentException if it is none
         */
        public WeightFile {
            require("file", file);
            if (sha256 == null || !SHA256.matcher(sha256).matches()) {
                throw new IllegalArgumentException("it gives no SHA-256 of " + file);
            }
        }
    }

    /** A name for one of the networks that tells its weights from others, for the record in a summary. */
    public String identity(String role) {
        WeightFile weights = files.get(role);
        String network = architecture.getOrDefault(role, "unknown");
        return weights == null
                ? network + " without training"
                : "%s sha256:%s".formatted(network, weights.sha256().substring(0, 16));
    }
}
