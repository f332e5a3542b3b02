package io.csta.model;

import ai.djl.Device;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import io.csta.checkpoint.Checkpoint;
import io.csta.features.FeatureExtractor;
import io.csta.nn.CstaOptions;
import io.csta.nn.Devices;
import io.csta.nn.NetworkOptionException;
import io.csta.scoring.FrameScorer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The models of this machine: the built-in one, and the bundles in {@code $CSTA_HOME/models}.
 *
 * <p>A bundle is a folder with a {@code model.json} (see {@link ModelCard}) and the checkpoints that it names.
 */
public final class ModelStore {

    /** The model that is used when none is named. */
    public static final String DEFAULT = Untrained.NAME;

    private static final String CARD = "model.json";
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");
    private static final ObjectMapper JSON = JsonMapper.builder()
            .addModule(new Jdk8Module())
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .build();

    private final Path folder;

    private ModelStore(Path folder) {
        this.folder = folder;
    }

    /** The store of this user. */
    public static ModelStore ofUser() {
        return in(CstaHome.path().resolve("models"));
    }

    /** The store in a folder, which need not exist yet. */
    public static ModelStore in(Path folder) {
        return new ModelStore(folder);
    }

    /** What the models are called: the built-in one first, the others in order. */
    public List<String> names() {
        List<String> names = new ArrayList<>(List.of(Untrained.NAME));
        if (Files.isDirectory(folder)) {
            try (Stream<Path> bundles = Files.list(folder)) {
                bundles.filter(bundle -> Files.isRegularFile(bundle.resolve(CARD)))
                        .map(bundle -> bundle.getFileName().toString())
                        .filter(name -> NAME.matcher(name).matches())
                        .sorted()
                        .forEach(names::add);
            } catch (IOException e) {
                throw new ModelException("cannot list the models in %s: %s".formatted(folder, e.getMessage()), e);
            }
        }
        return names;
    }

    /**
     * What is known of one model.
     *
     * @param nameOrFolder a name that {@link #names} gives, or the path of a bundle
     * @throws UnknownModelException if there is no such model
     */
    public ModelCard card(String nameOrFolder) {
        return bundle(nameOrFolder).map(ModelStore::read).orElseGet(Untrained::card);
    }

    /**
     * Loads a model.
     *
     * @param nameOrFolder a name that {@link #names} gives, or the path of a bundle
     * @param device {@code auto}, {@code cpu}, {@code gpu0}, …
     * @throws UnknownModelException if there is no such model
     * @throws ModelException if a file of it is missing or was changed
     * @throws io.csta.nn.UnknownDeviceException if this machine has no such device
     */
    public SummaryModel load(String nameOrFolder, String device) {
        Optional<Path> bundle = bundle(nameOrFolder);
        Device where = Devices.named(device);
        if (bundle.isEmpty()) {
            return SummaryModel.of(
                    Untrained.card(), where, () -> Untrained.extractor(where), () -> Untrained.scorer(where));
        }
        ModelCard card = read(bundle.get());
        Path extractor = weights(bundle.get(), card, ModelCard.EXTRACTOR);
        Path scorer = weights(bundle.get(), card, ModelCard.SCORER);
        return SummaryModel.of(
                card,
                where,
                () -> FeatureExtractor.of(extractor, where),
                () -> FrameScorer.of(scorer, card.network(), where));
    }

    /**
     * Loads the scoring half of a model.
     *
     * @param nameOrFolder a name that {@link #names} gives, or the path of a bundle
     * @param device {@code auto}, {@code cpu}, {@code gpu0}, …
     * @throws io.csta.CstaException as {@link #load} does
     */
    public FrameScorer loadScorer(String nameOrFolder, String device) {
        Optional<Path> bundle = bundle(nameOrFolder);
        Device where = Devices.named(device);
        if (bundle.isEmpty()) {
            return Untrained.scorer(where);
        }
        ModelCard card = read(bundle.get());
        return FrameScorer.of(weights(bundle.get(), card, ModelCard.SCORER), card.network(), where);
    }

    /** The folder of a model, or nothing for the built-in one. */
    private Optional<Path> bundle(String nameOrFolder) {
        if (nameOrFolder.equals(Untrained.NAME)) {
            return Optional.empty();
        }
        if (NAME.matcher(nameOrFolder).matches()) {
            Path named = folder.resolve(nameOrFolder);
            if (Files.isRegularFile(named.resolve(CARD))) {
                return Optional.of(named);
            }
        }
        Path path = Path.of(nameOrFolder);
        if (Files.isRegularFile(path.resolve(CARD))) {
            return Optional.of(path);
        }
        throw new UnknownModelException(
                "no model is called %s: known are %s; a folder must hold a %s".formatted(nameOrFolder, names(), CARD));
    }

    /**
     * Makes a bundle of two checkpoints as they are published: torchvision's GoogLeNet and a CSTA model with the options
     * that it names in its metadata, or else the published defaults.
     *
     * @param name what the new model is called
     * @param overwrite whether a model of that name may be replaced
     * @return its card
     * @throws ModelException if the name is taken or unusable, or the bundle cannot be written
     */
    public ModelCard importModel(String name, Path extractor, Path scorer, boolean overwrite) {
        return importModel(name, extractor, scorer, Optional.empty(), overwrite);
    }

    /**
     * Makes a bundle of two checkpoints as they are published: torchvision's GoogLeNet and a CSTA model.
     *
     * @param name what the new model is called
     * @param options what the CSTA model is made of, if the file does not say or is wrong
     * @param overwrite whether a model of that name may be replaced
     * @return its card
     * @throws ModelException if the name is taken or unusable, or the bundle cannot be written
     */
    public ModelCard importModel(
            String name, Path extractor, Path scorer, Optional<CstaOptions> options, boolean overwrite) {
        if (!NAME.matcher(name).matches() || name.equals(Untrained.NAME)) {
            throw new ModelException(
                    "a model cannot be called %s: use letters, digits, dots, dashes and underscores".formatted(name));
        }
        Path bundle = folder.resolve(name);
        if (Files.exists(bundle) && !overwrite) {
            throw new ModelException("a model called %s exists in %s: choose another name, or allow to overwrite it"
                    .formatted(name, folder));
        }
        FeatureExtractor.of(extractor, Device.cpu()).close(); // refuses what does not fit
        ModelCard.Description description = new ModelCard.Description(
                name,
                optionsOf(scorer, options),
                "imported from %s and %s".formatted(extractor.getFileName(), scorer.getFileName()),
                "as the files it was imported from",
                Optional.empty());
        return writeBundle(bundle, description, Checkpoint.read(extractor), Checkpoint.read(scorer));
    }

    /**
     * Writes a bundle, in place of one that may be there.
     *
     * @param bundle its folder
     * @param extractor a GoogLeNet checkpoint as torchvision publishes it
     * @param scorer a CSTA checkpoint that fits the description
     * @return its card
     * @throws ModelException if the bundle cannot be written
     */
    public static ModelCard writeBundle(
            Path bundle, ModelCard.Description description, Checkpoint extractor, Checkpoint scorer) {
        return BundleWriter.write(bundle, staging -> {
            Map<String, ModelCard.WeightFile> files = new LinkedHashMap<>();
            files.put(ModelCard.EXTRACTOR, BundleWriter.weights(staging, ModelCard.EXTRACTOR, extractor));
            files.put(ModelCard.SCORER, BundleWriter.weights(staging, ModelCard.SCORER, scorer));
            ModelCard card = description.card(files);
            Files.writeString(staging.resolve(CARD), text(card) + "\n");
            return card;
        });
    }

    /**
     * An extractor, to be put into another model.
     *
     * @param modelOrFile a name that {@link #names} gives, the folder of a bundle, or a GoogLeNet checkpoint as torchvision
     *     publishes it
     * @throws UnknownModelException if there is neither such a model nor such a file
     * @throws io.csta.nn.ModelMismatchException if the file is no checkpoint of GoogLeNet
     */
    public Extractor extractor(String modelOrFile) {
        Path file = Path.of(modelOrFile);
        if (Files.isRegularFile(file)) {
            FeatureExtractor.of(file, Device.cpu()).close(); // refuses what does not fit
            return new Extractor(modelOrFile, Optional.empty(), Checkpoint.read(file));
        }
        Optional<Path> bundle = bundle(modelOrFile);
        ModelCard card = bundle.map(ModelStore::read).orElseGet(Untrained::card);
        Checkpoint weights = bundle.map(folder -> Checkpoint.read(weights(folder, card, ModelCard.EXTRACTOR)))
                .orElseGet(Untrained::extractorCheckpoint);
        return new Extractor(modelOrFile, Optional.of(card.identity(ModelCard.EXTRACTOR)), weights);
    }

    /**
     * The half of a model that turns pictures into vectors.
     *
     * @param source where it is from, as it was asked for
     * @param identity as the model's card identifies it; nothing for a file
     * @param weights a GoogLeNet checkpoint
     */
    public record Extractor(String source, Optional<String> identity, Checkpoint weights) {}

    /** The options with which the checkpoint fits; refuses one that does not. */
    private static CstaOptions optionsOf(Path scorer, Optional<CstaOptions> options) {
        try (FrameScorer fitting = options.map(given -> FrameScorer.of(scorer, given, Device.cpu()))
                .orElseGet(() -> FrameScorer.of(scorer, Device.cpu()))) {
            return fitting.options();
        }
    }

    /** A card as {@code model.json} has it. */
    public static String text(ModelCard card) {
        try {
            return JSON.writeValueAsString(card);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a card is plain data", e);
        }
    }

    private static ModelCard read(Path bundle) {
        Path file = bundle.resolve(CARD);
        try {
            ModelCard card = JSON.readValue(file.toFile(), ModelCard.class);
            if (!ModelCard.SCHEMA.equals(card.schema())) {
                throw new ModelException("%s says schema %s, and this version reads %s: import the model again"
                        .formatted(file, card.schema(), ModelCard.SCHEMA));
            }
            card.network(); // refuses what this version does not know
            return card;
        } catch (NetworkOptionException e) {
            throw new ModelException(
                    "%s is of an architecture that this version does not know: %s".formatted(file, e.getMessage()), e);
        } catch (JsonProcessingException e) {
            throw new ModelException(
                    "%s is no model card: %s; import the model again".formatted(file, e.getOriginalMessage()), e);
        } catch (IOException e) {
            throw new ModelException("cannot read %s: %s".formatted(file, e.getMessage()), e);
        }
    }

    private static Path weights(Path bundle, ModelCard card, String role) {
        ModelCard.WeightFile weights = card.files().get(role);
        if (weights == null) {
            throw new ModelException("the model in %s names no %s: import it again".formatted(bundle, role));
        }
        Path file = bundle.resolve(weights.file()).normalize();
        if (!bundle.normalize().equals(file.getParent())) {
            throw new ModelException(
                    "the model in %s names a file outside of it, %s: do not use it".formatted(bundle, weights.file()));
        }
        if (!BundleWriter.sha256(file).equals(weights.sha256())) {
            throw new ModelException(
                    "%s is not the file that its model was made with (another SHA-256): import the model again"
                            .formatted(file));
        }
        return file;
    }
}
