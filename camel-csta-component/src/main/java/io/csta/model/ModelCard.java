package io.csta.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import io.csta.nn.csta.CstaOptions;
import io.csta.nn.csta.NetworkOptionException;
import java.util.Arrays;
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
 * @param architecture the networks and their options, such as {@code extractor: googlenet}; see {@link CstaOptions#words}
 * @param files the role of each checkpoint, {@code extractor} or {@code scorer}, and where it is; the calibrated extractor has none
 * @param trainedOn the data behind the weights, in words
 * @param licence the licence of the weights, in words
 * @param warning what a user must know before trusting the scores
 * @param limits what the model is not good for, if that is known
 * @param training how the scorer was trained, if that was done here
 */
@JsonPropertyOrder({"schema", "name", "architecture", "files", "trained_on", "licence", "warning", "limits", "training"
})
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record ModelCard(
        String schema,
        String name,
        Map<String, String> architecture,
        Map<String, WeightFile> files,
        String trainedOn,
        String licence,
        Optional<String> warning,
        Optional<String> limits,
        Optional<Training> training) {

    /** The version of this layout. */
    public static final String SCHEMA = "csta-model/1";

    /** The role of the checkpoint that turns pictures into vectors. */
    public static final String EXTRACTOR = "extractor";

    /** The role of the checkpoint that turns vectors into scores. */
    public static final String SCORER = "scorer";

    private static final ObjectMapper JSON = JsonMapper.builder()
            .addModule(new Jdk8Module())
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .build();

    private static final String GOOGLENET = "googlenet";
    private static final String CSTA = "csta";

    /** {@link CalibratedExtractor}, which has no file. Another number would be other weights. */
    private static final String CALIBRATED = "googlenet-calibrated-1";

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

    /** What {@link #architecture} is for a scorer with these options, and an extractor with a file or without. */
    static Map<String, String> architecture(boolean hasExtractor, CstaOptions scorer) {
        Map<String, String> parts = new LinkedHashMap<>();
        parts.put(EXTRACTOR, hasExtractor ? GOOGLENET : CALIBRATED);
        parts.put(SCORER, CSTA);
        parts.putAll(scorer.words());
        return Collections.unmodifiableMap(parts);
    }

    /**
     * The scorer's options.
     *
     * @throws NetworkOptionException if this version does not know the networks or an option
     */
    public CstaOptions network() {
        Map<String, String> parts = new LinkedHashMap<>(architecture);
        require(EXTRACTOR, parts.remove(EXTRACTOR), GOOGLENET, CALIBRATED);
        require(SCORER, parts.remove(SCORER), CSTA);
        return CstaOptions.of(parts);
    }

    private static void require(String role, @Nullable String network, String... known) {
        if (!Arrays.asList(known).contains(network)) {
            throw new NetworkOptionException(
                    "its %s is %s, and known are %s".formatted(role, network, String.join(", ", known)));
        }
    }

    /** Whether the extractor is {@link CalibratedExtractor}, which needs no file. */
    boolean hasCalibratedExtractor() {
        return CALIBRATED.equals(architecture.get(EXTRACTOR));
    }

    /**
     * What a new card says, but for the files.
     *
     * @param name what the model is called
     * @param network the scorer's options
     * @param trainedOn the data behind the weights, in words
     * @param licence the licence of the weights, in words
     * @param limits what the model is not good for, if that is known
     * @param training how the scorer was trained, if that was done here
     */
    public record Description(
            String name,
            CstaOptions network,
            String trainedOn,
            String licence,
            Optional<String> limits,
            Optional<Training> training) {

        /** A description of a model of which nothing else is known. */
        public Description(String name, CstaOptions network, String trainedOn, String licence) {
            this(name, network, trainedOn, licence, Optional.empty(), Optional.empty());
        }

        ModelCard card(Map<String, WeightFile> files) {
            return new ModelCard(
                    SCHEMA,
                    name,
                    architecture(files.containsKey(EXTRACTOR), network),
                    files,
                    trainedOn,
                    licence,
                    Optional.empty(),
                    limits,
                    training);
        }
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

    /**
     * How a scorer was trained: all that is needed to do it again, and how well it did.
     *
     * @param run what the run was: the hashes of its data, its seed, its options, the versions of the programs
     * @param split which split of the run, counted from 1
     * @param epoch whose weights these are, counted from 1
     * @param metrics how well it does on videos that it did not learn from, such as {@code tau: 0.2}; undefined ones are left
     *     out
     */
    @JsonPropertyOrder({"run", "split", "epoch", "metrics"})
    public record Training(Map<String, String> run, int split, int epoch, Map<String, Double> metrics) {}

    /**
     * Reads a {@code model.json}.
     *
     * @throws JsonProcessingException if it is none
     */
    static ModelCard of(String json) throws JsonProcessingException {
        return JSON.readValue(json, ModelCard.class);
    }

    /** The card as {@code model.json} has it. */
    public String text() {
        try {
            return JSON.writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a card is plain data", e);
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
