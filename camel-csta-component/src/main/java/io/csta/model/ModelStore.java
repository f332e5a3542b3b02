package io.csta.model;

import io.csta.CstaHome;
import io.csta.checkpoint.Checkpoint;
import io.csta.features.FeatureExtractor;
import io.csta.nn.csta.CstaOptions;
import io.csta.nn.engine.Device;
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
 * The models of this machine: the built-in ones, and the bundles in {@code $CSTA_HOME/models}.
 *
 * <p>A bundle is a folder with a {@code model.json} (see {@link ModelCard}) and the checkpoints that it names.
 */
public final class ModelStore {

    /** The model that is used when none is named. */
    public static final String DEFAULT = StarterBundle.NAME;

    private static final List<String> BUILT_IN = List.of(StarterBundle.NAME, UntrainedBundle.NAME);
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");
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

    /** What the models are called: the built-in ones first, the others in order. */
    public List<String> names() {
        List<String> names = new ArrayList<>(BUILT_IN);
        if (Files.isDirectory(folder)) {
            try (Stream<Path> bundles = Files.list(folder)) {
                bundles.filter(StoredBundle::isIn)
                        .map(bundle -> bundle.getFileName().toString())
                        .filter(ModelStore::isFree)
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
        return bundle(nameOrFolder).card();
    }

    /**
     * Loads a model.
     *
     * @param nameOrFolder a name that {@link #names} gives, or the path of a bundle
     * @param device {@code auto}, {@code cpu}, {@code gpu0}, …
     * @throws UnknownModelException if there is no such model
     * @throws ModelException if a file of it is missing or was changed
     * @throws io.csta.nn.engine.UnknownDeviceException if this machine has no such device
     */
    public SummaryModel load(String nameOrFolder, String device) {
        return load(nameOrFolder, Device.named(device));
    }

    /**
     * Loads a model.
     *
     * @param nameOrFolder a name that {@link #names} gives, or the path of a bundle
     * @throws io.csta.CstaException as {@link #load(String, String)} does
     */
    public SummaryModel load(String nameOrFolder, Device device) {
        return SummaryModel.of(bundle(nameOrFolder), device);
    }

    /**
     * Loads the scoring half of a model.
     *
     * @param nameOrFolder a name that {@link #names} gives, or the path of a bundle
     * @throws io.csta.CstaException as {@link #load(String, String)} does
     */
    public FrameScorer loadScorer(String nameOrFolder, Device device) {
        return bundle(nameOrFolder).scorer(device);
    }

    /**
     * Checks the files of a model against the hashes on its card, without loading them.
     *
     * @param nameOrFolder a name that {@link #names} gives, or the path of a bundle
     * @throws UnknownModelException if there is no such model
     * @throws ModelException if its card cannot be read, or a file is missing or was changed
     */
    public void verify(String nameOrFolder) {
        bundle(nameOrFolder).verify();
    }

    /** The folder of the bundles; it need not exist. */
    public Path folder() {
        return folder;
    }

    /** Whether a bundle may have that name. */
    private static boolean isFree(String name) {
        return NAME.matcher(name).matches() && !BUILT_IN.contains(name);
    }

    private Bundle bundle(String nameOrFolder) {
        if (nameOrFolder.equals(StarterBundle.NAME)) {
            return new StarterBundle();
        }
        if (nameOrFolder.equals(UntrainedBundle.NAME)) {
            return new UntrainedBundle();
        }
        if (NAME.matcher(nameOrFolder).matches() && StoredBundle.isIn(folder.resolve(nameOrFolder))) {
            return new StoredBundle(folder.resolve(nameOrFolder));
        }
        Path path = Path.of(nameOrFolder);
        if (StoredBundle.isIn(path)) {
            return new StoredBundle(path);
        }
        throw new UnknownModelException("no model is called %s: known are %s; a folder must hold a %s"
                .formatted(nameOrFolder, names(), StoredBundle.CARD));
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
        if (BUILT_IN.contains(name)) {
            throw new ModelException("%s is the name of a built-in model: choose another".formatted(name));
        }
        if (!NAME.matcher(name).matches()) {
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
                "as the files it was imported from");
        return writeBundle(bundle, description, Optional.of(Checkpoint.read(extractor)), Checkpoint.read(scorer));
    }

    /**
     * Writes a bundle, in place of one that may be there.
     *
     * @param bundle its folder
     * @param extractor a GoogLeNet checkpoint as torchvision publishes it; nothing for the built-in extractor
     * @param scorer a CSTA checkpoint that fits the description
     * @return its card
     * @throws ModelException if the bundle cannot be written
     */
    public static ModelCard writeBundle(
            Path bundle, ModelCard.Description description, Optional<Checkpoint> extractor, Checkpoint scorer) {
        return BundleWriter.write(bundle, staging -> {
            Map<String, ModelCard.WeightFile> files = new LinkedHashMap<>();
            extractor.ifPresent(weights ->
                    files.put(ModelCard.EXTRACTOR, BundleWriter.weights(staging, ModelCard.EXTRACTOR, weights)));
            files.put(ModelCard.SCORER, BundleWriter.weights(staging, ModelCard.SCORER, scorer));
            ModelCard card = description.card(files);
            Files.writeString(staging.resolve(StoredBundle.CARD), card.text() + "\n");
            return card;
        });
    }

    /**
     * An extractor, to be put into another model.
     *
     * @param modelOrFile a name that {@link #names} gives, the folder of a bundle, or a GoogLeNet checkpoint as torchvision
     *     publishes it
     * @throws UnknownModelException if there is neither such a model nor such a file
     * @throws io.csta.nn.layer.ModelMismatchException if the file is no checkpoint of GoogLeNet
     */
    public Extractor extractor(String modelOrFile) {
        Path file = Path.of(modelOrFile);
        if (Files.isRegularFile(file)) {
            FeatureExtractor.of(file, Device.cpu()).close(); // refuses what does not fit
            return new Extractor(modelOrFile, Optional.empty(), Optional.of(Checkpoint.read(file)));
        }
        Bundle bundle = bundle(modelOrFile);
        return new Extractor(
                modelOrFile, Optional.of(bundle.card().identity(ModelCard.EXTRACTOR)), bundle.extractorWeights());
    }

    /**
     * The half of a model that turns pictures into vectors.
     *
     * @param source where it is from, as it was asked for
     * @param identity as the model's card identifies it; nothing for a file
     * @param weights a GoogLeNet checkpoint; nothing for the built-in extractor, which needs none
     */
    public record Extractor(String source, Optional<String> identity, Optional<Checkpoint> weights) {}

    /** The options with which the checkpoint fits; refuses one that does not. */
    private static CstaOptions optionsOf(Path scorer, Optional<CstaOptions> options) {
        try (FrameScorer fitting = options.map(given -> FrameScorer.of(scorer, given, Device.cpu()))
                .orElseGet(() -> FrameScorer.of(scorer, Device.cpu()))) {
            return fitting.options();
        }
    }
}
