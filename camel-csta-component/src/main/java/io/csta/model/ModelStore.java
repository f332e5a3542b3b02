package io.csta.model;

import io.csta.CstaHome;
import io.csta.checkpoint.Checkpoint;
import io.csta.features.FeatureExtractor;
import io.csta.nn.PictureCnn;
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

    /** The default model. */
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

    /** The names of all models: the built-in ones first, then the others in order. */
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
                throw new ModelException("the models in %s cannot be listed: %s".formatted(folder, e.getMessage()), e);
            }
        }
        return names;
    }

    /**
     * The card of a model.
     *
     * @param nameOrFolder a name from {@link #names}, or the path of a bundle
     * @throws UnknownModelException if there is no such model
     */
    public ModelCard card(String nameOrFolder) {
        return bundle(nameOrFolder).card();
    }

    /**
     * Loads a model.
     *
     * @param nameOrFolder a name from {@link #names}, or the path of a bundle
     * @param device {@code auto}, {@code cpu}, {@code gpu0}, …
     * @throws UnknownModelException if there is no such model
     * @throws ModelException if one of its files is missing or was changed
     * @throws io.csta.nn.engine.UnknownDeviceException if this machine has no such device
     */
    public SummaryModel load(String nameOrFolder, String device) {
        return load(nameOrFolder, Device.named(device));
    }

    /**
     * Loads a model.
     *
     * @param nameOrFolder a name from {@link #names}, or the path of a bundle
     * @throws io.csta.CstaException as {@link #load(String, String)} does
     */
    public SummaryModel load(String nameOrFolder, Device device) {
        return SummaryModel.of(bundle(nameOrFolder), device);
    }

    /**
     * Loads only the scorer of a model.
     *
     * @param nameOrFolder a name from {@link #names}, or the path of a bundle
     * @throws io.csta.CstaException as {@link #load(String, String)} does
     */
    public FrameScorer loadScorer(String nameOrFolder, Device device) {
        return bundle(nameOrFolder).scorer(device);
    }

    /**
     * Checks the files of a model against the hashes on its card, without loading them.
     *
     * @param nameOrFolder a name from {@link #names}, or the path of a bundle
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

    /** Whether a bundle may have this name. */
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
        throw new UnknownModelException("unknown model %s; available models: %s; a model folder must contain %s"
                .formatted(nameOrFolder, String.join(", ", names()), StoredBundle.CARD));
    }

    /**
     * Creates a bundle from two published checkpoints: torchvision's GoogLeNet and a CSTA model. The options of the CSTA model
     * are those in its metadata, or else the published defaults.
     *
     * @param name the name of the new model
     * @param overwrite whether a model of that name may be replaced
     * @return its card
     * @throws ModelException if the name is taken or invalid, or the bundle cannot be written
     */
    public ModelCard importModel(String name, Path extractor, Path scorer, boolean overwrite) {
        return importModel(name, extractor, scorer, Optional.empty(), overwrite);
    }

    /**
     * Creates a bundle from two published checkpoints: torchvision's GoogLeNet and a CSTA model.
     *
     * @param name the name of the new model
     * @param options the options of the CSTA model, if the file does not contain them or they are wrong
     * @param overwrite whether a model of that name may be replaced
     * @return its card
     * @throws ModelException if the name is taken or invalid, or the bundle cannot be written
     */
    public ModelCard importModel(
            String name, Path extractor, Path scorer, Optional<CstaOptions> options, boolean overwrite) {
        if (BUILT_IN.contains(name)) {
            throw new ModelException("%s is the name of a built-in model; choose another name".formatted(name));
        }
        if (!NAME.matcher(name).matches()) {
            throw new ModelException(
                    "invalid model name %s; use letters, digits, dots, dashes and underscores".formatted(name));
        }
        Path bundle = folder.resolve(name);
        if (Files.exists(bundle) && !overwrite) {
            throw new ModelException(
                    "a model named %s exists in %s; choose another name, or allow overwriting".formatted(name, folder));
        }
        FeatureExtractor.of(PictureCnn.GOOGLENET, extractor, Device.cpu())
                .close(); // rejects a checkpoint that does not match
        ModelCard.Description description = new ModelCard.Description(
                name,
                optionsOf(scorer, options),
                "imported from %s and %s".formatted(extractor.getFileName(), scorer.getFileName()),
                "as the files it was imported from");
        return writeBundle(bundle, description, Extractor.file(extractor), Checkpoint.read(scorer));
    }

    /**
     * Writes a bundle, replacing an existing one.
     *
     * @param bundle its folder
     * @param extractor the network of images
     * @param scorer a CSTA checkpoint that matches the description
     * @return its card
     * @throws ModelException if the bundle cannot be written
     */
    public static ModelCard writeBundle(
            Path bundle, ModelCard.Description description, Extractor extractor, Checkpoint scorer) {
        return BundleWriter.write(bundle, staging -> {
            Map<String, ModelCard.WeightFile> files = new LinkedHashMap<>();
            extractor
                    .weights()
                    .ifPresent(weights -> files.put(
                            ModelCard.EXTRACTOR, BundleWriter.weights(staging, ModelCard.EXTRACTOR, weights)));
            files.put(ModelCard.SCORER, BundleWriter.weights(staging, ModelCard.SCORER, scorer));
            ModelCard card = description.card(extractor.network(), files);
            Files.writeString(staging.resolve(StoredBundle.CARD), card.text() + "\n");
            return card;
        });
    }

    /**
     * An extractor, for use in another model.
     *
     * @param modelOrFile a name from {@link #names}, the folder of a bundle, or a GoogLeNet checkpoint in torchvision's layout
     * @throws UnknownModelException if there is neither such a model nor such a file
     * @throws io.csta.nn.layer.ModelMismatchException if the file is not a checkpoint of GoogLeNet
     */
    public Extractor extractor(String modelOrFile) {
        Path file = Path.of(modelOrFile);
        if (Files.isRegularFile(file)) {
            FeatureExtractor.of(PictureCnn.GOOGLENET, file, Device.cpu())
                    .close(); // rejects a checkpoint that does not match
            return Extractor.file(file);
        }
        Bundle bundle = bundle(modelOrFile);
        return new Extractor(
                modelOrFile,
                bundle.card().extractor(),
                Optional.of(bundle.card().identity(ModelCard.EXTRACTOR)),
                bundle.extractorWeights());
    }

    /**
     * The network of a model that turns images into vectors.
     *
     * @param source the model or file, as given
     * @param network the network
     * @param identity its identity according to the model's card; empty for a file
     * @param weights a GoogLeNet checkpoint; empty if the extractor is built in
     */
    public record Extractor(
            String source, KnownExtractor network, Optional<String> identity, Optional<Checkpoint> weights) {

        private static Extractor file(Path file) {
            return new Extractor(
                    file.toString(), KnownExtractor.GOOGLENET, Optional.empty(), Optional.of(Checkpoint.read(file)));
        }
    }

    /** The options of a checkpoint; rejects a checkpoint that does not match them. */
    private static CstaOptions optionsOf(Path scorer, Optional<CstaOptions> options) {
        try (FrameScorer loaded = options.map(given -> FrameScorer.of(scorer, given, Device.cpu()))
                .orElseGet(() -> FrameScorer.of(scorer, Device.cpu()))) {
            return loaded.options();
        }
    }
}
