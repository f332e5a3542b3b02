package io.csta.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import io.csta.nn.PictureCnn;
import io.csta.nn.csta.CstaOptions;
import io.csta.nn.csta.NetworkOptionException;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The content of a bundle's {@code model.json}.
 *
 * @param schema {@value #SCHEMA}
 * @param name the name of the model
 * @param architecture the networks and their options, such as {@code extractor: googlenet}; see {@link CstaOptions#words}
 * @param files the role of each checkpoint, {@code extractor} or {@code scorer}, and its file; a built-in extractor has
 *     none
 * @param trainedOn the training data, as text
 * @param licence the licence of the weights, as text
 * @param warning what a user must know before relying on the scores
 * @param limits what the model is not suitable for, if known
 * @param selection how its summaries are selected by default; see {@link #selectionDefaults}
 * @param training how the scorer was trained, if this program trained it
 */
@JsonPropertyOrder({
    "schema",
    "name",
    "architecture",
    "files",
    "trained_on",
    "licence",
    "warning",
    "limits",
    "selection",
    "training"
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
        Optional<SelectionDefaults> selection,
        Optional<Training> training) {

    /** The version of this layout. */
    public static final String SCHEMA = "csta-model/1";

    /** The role of the checkpoint that turns images into vectors. */
    public static final String EXTRACTOR = "extractor";

    /** The role of the checkpoint that turns vectors into scores. */
    public static final String SCORER = "scorer";

    private static final ObjectMapper JSON = JsonMapper.builder()
            .addModule(new Jdk8Module())
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .build();

    private static final String CSTA = "csta";

    /**
     * Checks that all fields are present.
     *
     * @throws IllegalArgumentException if a field is missing
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
            throw new IllegalArgumentException(field + " is missing");
        }
    }

    /** The {@link #architecture} for an extractor, and a scorer with these options. */
    static Map<String, String> architecture(KnownExtractor extractor, CstaOptions scorer) {
        Map<String, String> parts = new LinkedHashMap<>();
        parts.put(EXTRACTOR, extractor.word());
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
        extractor();
        parts.remove(EXTRACTOR);
        String scorer = parts.remove(SCORER);
        if (!CSTA.equals(scorer)) {
            throw unknown(SCORER, scorer, CSTA);
        }
        return CstaOptions.of(parts);
    }

    /** How summaries are selected by default: as the card says, or else as published. */
    public SelectionDefaults selectionDefaults() {
        return selection.orElse(SelectionDefaults.PUBLISHED);
    }

    /**
     * The network that turns images into vectors.
     *
     * @throws NetworkOptionException if this version does not know it
     */
    public PictureCnn pictureCnn() {
        return extractor().cnn();
    }

    /**
     * Checks that the scorer takes the extractor's vectors. A model where it does not can only extract features and find shots.
     *
     * @throws ModelException if it does not
     */
    public void requireScorableVectors() {
        int width = pictureCnn().width();
        int taken = network().vectorWidth();
        if (width != taken) {
            throw new ModelException(
                    "the extractor of the model %s, %s, computes vectors of %d values, but its scorer takes %d; choose another model"
                            .formatted(name, extractor().word(), width, taken));
        }
    }

    private static NetworkOptionException unknown(String role, @Nullable String network, String known) {
        return new NetworkOptionException("unknown %s %s; supported: %s".formatted(role, network, known));
    }

    /**
     * The extractor: a network and the source of its weights.
     *
     * @throws NetworkOptionException if this version does not know it
     */
    KnownExtractor extractor() {
        String word = architecture.get(EXTRACTOR);
        return Optional.ofNullable(word)
                .flatMap(KnownExtractor::of)
                .orElseThrow(() -> unknown(
                        EXTRACTOR,
                        word,
                        Arrays.stream(KnownExtractor.values())
                                .map(KnownExtractor::word)
                                .collect(Collectors.joining(", "))));
    }

    /**
     * The content of a new card, except its files.
     *
     * @param name the name of the model
     * @param network the scorer's options
     * @param trainedOn the training data, as text
     * @param licence the licence of the weights, as text
     * @param limits what the model is not suitable for, if known
     * @param selection how its summaries are selected by default; if empty, as published
     * @param training how the scorer was trained, if this program trained it
     */
    public record Description(
            String name,
            CstaOptions network,
            String trainedOn,
            String licence,
            Optional<String> limits,
            Optional<SelectionDefaults> selection,
            Optional<Training> training) {

        /** A description of a model whose summaries are selected as published. */
        public Description(
                String name,
                CstaOptions network,
                String trainedOn,
                String licence,
                Optional<String> limits,
                Optional<Training> training) {
            this(name, network, trainedOn, licence, limits, Optional.empty(), training);
        }

        /** A description without limits and training, of a model whose summaries are selected as published. */
        public Description(String name, CstaOptions network, String trainedOn, String licence) {
            this(name, network, trainedOn, licence, Optional.empty(), Optional.empty());
        }

        /** The same with another default selection. */
        public Description withSelection(SelectionDefaults defaults) {
            return new Description(name, network, trainedOn, licence, limits, Optional.of(defaults), training);
        }

        ModelCard card(KnownExtractor extractor, Map<String, WeightFile> files) {
            return new ModelCard(
                    SCHEMA,
                    name,
                    architecture(extractor, network),
                    files,
                    trainedOn,
                    licence,
                    Optional.empty(),
                    limits,
                    selection,
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
         * @throws IllegalArgumentException if it is not a SHA-256
         */
        public WeightFile {
            require("file", file);
            if (sha256 == null || !SHA256.matcher(sha256).matches()) {
                throw new IllegalArgumentException("the SHA-256 of " + file + " is missing or malformed");
            }
        }
    }

    /**
     * How a scorer was trained: everything that is needed to repeat it, and its results.
     *
     * @param run the run: the hashes of its data, its seed, its options, the versions of the programs
     * @param split the split of the run, counted from 1
     * @param epoch the epoch whose weights these are, counted from 1
     * @param metrics results on videos that were not used for training, such as {@code tau: 0.2}; without undefined ones
     */
    @JsonPropertyOrder({"run", "split", "epoch", "metrics"})
    public record Training(Map<String, String> run, int split, int epoch, Map<String, Double> metrics) {}

    /**
     * Reads a {@code model.json}.
     *
     * @throws JsonProcessingException if the text is not a model card
     */
    static ModelCard of(String json) throws JsonProcessingException {
        return JSON.readValue(json, ModelCard.class);
    }

    /** The card as the text of {@code model.json}. */
    public String text() {
        try {
            return JSON.writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a card is plain data", e);
        }
    }

    /** Identifies one of the networks and its weights, for the record in a summary. */
    public String identity(String role) {
        WeightFile weights = files.get(role);
        String network = architecture.getOrDefault(role, "unknown");
        if (weights != null) {
            return "%s sha256:%s".formatted(network, weights.sha256().substring(0, 16));
        }
        return network.equals(KnownExtractor.EFFICIENTNET_LITE0.word())
                ? network + " trained on ImageNet"
                : network + " without training";
    }
}
