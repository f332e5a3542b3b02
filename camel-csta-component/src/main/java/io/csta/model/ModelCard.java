package io.csta.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.csta.nn.CstaOptions;
import io.csta.nn.NetworkOptionException;
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
 * @param files the role of each checkpoint, {@code extractor} or {@code scorer}, and where it is
 * @param trainedOn the data behind the weights, in words
 * @param licence the licence of the weights, in words
 * @param warning what a user must know before trusting the scores
 * @param training how the scorer was trained, if that was done here
 */
@JsonPropertyOrder({"schema", "name", "architecture", "files", "trained_on", "licence", "warning", "training"})
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record ModelCard(
        String schema,
        String name,
        Map<String, String> architecture,
        Map<String, WeightFile> files,
        String trainedOn,
        String licence,
        Optional<String> warning,
        Optional<Training> training) {

    /** The version of this layout. */
    public static final String SCHEMA = "csta-model/1";

    /** The role of the checkpoint that turns pictures into vectors. */
    public static final String EXTRACTOR = "extractor";

    /** The role of the checkpoint that turns vectors into scores. */
    public static final String SCORER = "scorer";

    private static final String GOOGLENET = "googlenet";
    private static final String CSTA = "csta";

    /** The networks with the options that the authors publish as defaults. */
    static final Map<String, String> PUBLISHED_ARCHITECTURE = architecture(CstaOptions.published());

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

    /** What {@link #architecture} is for a scorer with these options. */
    public static Map<String, String> architecture(CstaOptions scorer) {
        Map<String, String> parts = new LinkedHashMap<>();
        parts.put(EXTRACTOR, GOOGLENET);
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
        require(EXTRACTOR, GOOGLENET, parts.remove(EXTRACTOR));
        require(SCORER, CSTA, parts.remove(SCORER));
        return CstaOptions.of(parts);
    }

    private static void require(String role, String known, @Nullable String network) {
        if (!known.equals(network)) {
            throw new NetworkOptionException("its %s is %s, and only %s is known".formatted(role, network, known));
        }
    }

    /**
     * What a new card says, but for the files.
     *
     * @param name what the model is called
     * @param network the scorer's options
     * @param trainedOn the data behind the weights, in words
     * @param licence the licence of the weights, in words
     * @param training how the scorer was trained, if that was done here
     */
    public record Description(
            String name, CstaOptions network, String trainedOn, String licence, Optional<Training> training) {

        ModelCard card(Map<String, WeightFile> files) {
            return new ModelCard(
                    SCHEMA, name, architecture(network), files, trainedOn, licence, Optional.empty(), training);
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
     * @param metrics how well the scores agree with people's on the test videos, such as {@code tau: 0.2}; undefined ones are
     *     left out
     */
    @JsonPropertyOrder({"run", "split", "epoch", "metrics"})
    public record Training(Map<String, String> run, int split, int epoch, Map<String, Double> metrics) {}

    /** A name for one of the networks that tells its weights from others, for the record in a summary. */
    public String identity(String role) {
        WeightFile weights = files.get(role);
        String network = architecture.getOrDefault(role, "unknown");
        return weights == null
                ? network + " without training"
                : "%s sha256:%s".formatted(network, weights.sha256().substring(0, 16));
    }
}
