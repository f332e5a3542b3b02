package io.csta.training;

import ai.djl.pytorch.jni.JniUtils;
import io.csta.CancelledException;
import io.csta.CstaException;
import io.csta.CstaVersion;
import io.csta.Sha256;
import io.csta.arithmetic.Verdict;
import io.csta.checkpoint.Checkpoint;
import io.csta.dataset.Annotations;
import io.csta.dataset.Dataset;
import io.csta.dataset.DatasetVideo;
import io.csta.dataset.Split;
import io.csta.dataset.Splits;
import io.csta.evaluation.EvaluatedVideo;
import io.csta.evaluation.GroundTruth;
import io.csta.evaluation.MeanResult;
import io.csta.evaluation.PlotFolder;
import io.csta.evaluation.Protocol;
import io.csta.model.ModelCard;
import io.csta.model.ModelStore;
import io.csta.nn.NetworkCheck;
import io.csta.nn.csta.CstaNetwork;
import io.csta.nn.engine.Device;
import io.csta.nn.engine.Engine;
import io.csta.nn.engine.Torch;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;

/**
 * Trains scorers: one per split, by default with the published recipe.
 *
 * <p>A run has a folder. Starting the same run again resumes it: completed splits are kept, and an interrupted split continues
 * after its last complete epoch, with the same weights as if it had not been interrupted. With more epochs, a complete run
 * continues. On a CPU, the same seed, data and
 * number of threads give the same bits.
 *
 * <pre>{@code
 * try (Dataset dataset = Dataset.open(file)) {
 *     Trainer trainer = new Trainer(dataset, Splits.of("summe"), Optional.empty(), TrainingOptions.DEFAULTS, "auto");
 *     TrainingReport report = trainer.train(folder, List.of(), false, TrainingListener.NONE);
 * }
 * }</pre>
 */
public final class Trainer {

    private final Dataset dataset;
    private final Splits splits;
    private final Optional<Annotations> annotations;
    private final TrainingOptions options;
    private final String device;

    /**
     * Prepares a run. Checks all data before anything is written.
     *
     * @param dataset stays open until the run ends
     * @param annotations select the evaluation protocol of TVSum; without them, the protocol is that of SumMe
     * @param device {@code auto}, {@code cpu}, {@code gpu0}, …
     * @throws io.csta.CstaException if a split names a video that does not exist, or if the data of a video or the initial
     *     weights do not match the network
     * @throws io.csta.nn.engine.UnknownDeviceException if there is no such device
     */
    public Trainer(
            Dataset dataset, Splits splits, Optional<Annotations> annotations, TrainingOptions options, String device) {
        this.dataset = dataset;
        this.splits = splits;
        this.annotations = annotations;
        this.device = device;
        splits.requireIn(dataset);
        this.options = options.network().vectorWidth() == CstaNetwork.WIDTH
                ? options.withVectorWidth(
                        dataset.video(splits.list().get(0).train().get(0)).width())
                : options;
        TrainingSession.checkInitialWeights(this.options);
        for (Split split : splits.list()) {
            if (options.protocol() == TrainingProtocol.VALIDATED) {
                SplitTrainer.validationVideos(split.train().size(), options.validationShare());
            }
            for (List<String> part : List.of(split.train(), split.test())) {
                part.forEach(name -> check(dataset.video(name)));
            }
        }
    }

    private void check(DatasetVideo video) {
        video.requireWidth(options.network().vectorWidth());
        try {
            TrainingVideo.of(video); // rejects unsuitable data
        } catch (TrainingException e) {
            throw new TrainingException("%s: %s".formatted(dataset.path(), e.getMessage()), e);
        }
        groundTruth(video);
    }

    private GroundTruth groundTruth(DatasetVideo video) {
        return annotations.map(given -> GroundTruth.of(video, given)).orElseGet(() -> GroundTruth.of(video));
    }

    /**
     * Trains.
     *
     * @param folder the folder of the run; an existing run is resumed
     * @param selected the numbers of the splits to train, counted from 1; empty for all
     * @param overwrite whether another run in the folder is removed
     * @return all complete splits of the run, including earlier ones
     * @throws TrainingException if the folder contains another run or is in use, or if training diverges
     * @throws io.csta.OutputException if the folder cannot be written to
     * @throws io.csta.arithmetic.WrongArithmeticException if PyTorch computes the network wrongly on this processor
     * @throws io.csta.CancelledException if the thread is interrupted; the run can be resumed
     */
    public TrainingReport train(Path folder, List<Integer> selected, boolean overwrite, TrainingListener listener) {
        return train(folder, selected, overwrite, listener, Optional.empty());
    }

    /**
     * Trains, and writes event files for TensorBoard.
     *
     * @param tensorBoard the folder for the event files of all runs; a run has a folder such as {@code seed-123456/split1} for each
     *     split. Epochs from before, which a file does not contain yet, are added
     * @throws io.csta.OutputException as the other method does, and if an event file belongs to another run, which {@code
     *     overwrite} removes, or cannot be written
     */
    public TrainingReport train(
            Path folder,
            List<Integer> selected,
            boolean overwrite,
            TrainingListener listener,
            Optional<Path> tensorBoard) {
        List<Integer> numbers = numbers(selected);
        Verdict verdict = arithmetic();
        if (verdict.fault().isPresent()) {
            listener.note(verdict.text());
        }
        Optional<TrainingEvents> events = tensorBoard.map(parent -> new TrainingEvents(parent, options));
        List<Integer> replaced = overwrite && RunFolder.contains(folder) ? numbers(List.of()) : numbers;
        events.ifPresent(each -> replaced.forEach(each::requireWritable));
        try (RunFolder run = RunFolder.open(folder, identity(), circumstances(), overwrite)) {
            if (overwrite) {
                events.ifPresent(each -> replaced.forEach(each::delete));
            }
            events.ifPresent(each -> catchUp(each, run, numbers, listener));
            return train(run, numbers, listener, events);
        } catch (CstaException e) {
            CancelledException.throwIfInterrupted(); // an interruption closes files that are in use
            throw e;
        }
    }

    /** Writes the epochs from before. The files of all splits are checked first. */
    private static void catchUp(
            TrainingEvents events, RunFolder run, List<Integer> numbers, TrainingListener listener) {
        Map<Integer, LearningCurve> curves = new LinkedHashMap<>();
        for (int number : numbers) {
            Optional<LearningCurve> curve = run.state(number).map(RunFolder.State::curve);
            if (curve.isEmpty() && run.done(number).isPresent()) {
                listener.note(
                        "split %1$d is complete, but its state, split%1$d.state, is missing, so its events are not written"
                                .formatted(number));
                continue;
            }
            LearningCurve known = curve.orElse(LearningCurve.empty(TrainingProtocol.VALIDATED));
            events.requireOnly(number, known);
            curves.put(number, known);
        }
        curves.forEach(events::update);
    }

    private TrainingReport train(
            RunFolder run, List<Integer> numbers, TrainingListener listener, Optional<TrainingEvents> events) {
        Map<String, GroundTruth> known = new LinkedHashMap<>();
        Function<DatasetVideo, GroundTruth> groundTruths =
                video -> known.computeIfAbsent(video.name(), any -> groundTruth(video));
        List<SplitTrainer> trainers = numbers.stream()
                .map(number -> new SplitTrainer(
                        options,
                        Device.named(device, Engine.PYTORCH),
                        dataset,
                        groundTruths,
                        run,
                        number,
                        splits.list().get(number - 1)))
                .toList();
        TrainingEta eta =
                new TrainingEta(trainers.stream().mapToLong(SplitTrainer::steps).sum());
        for (SplitTrainer trainer : trainers) {
            listener.split(trainer.train(
                    eta, listener, curve -> events.ifPresent(each -> each.update(trainer.number(), curve))));
        }
        TrainingReport report = new TrainingReport(
                options.protocol(),
                numbers(List.of()).stream()
                        .map(run::done)
                        .flatMap(Optional::stream)
                        .toList());
        run.report(report, annotations.isPresent() ? Protocol.TVSUM : Protocol.SUMME);
        return report;
    }

    /**
     * Checks that the test videos of all splits can be plotted.
     *
     * @throws io.csta.dataset.DatasetException if times or importance of a video are stored, but are not valid
     */
    public void requirePlottable() {
        PlotFolder.requireValid(dataset, splits.list().stream().flatMap(split -> split.test().stream()));
    }

    /**
     * Plots the scores of the test videos of all complete splits, as {@code csta evaluate} does. Existing plots of the run are
     * replaced.
     *
     * @param folder the folder of the run
     * @param report the result of {@link #train}
     * @return the folder of the plots, {@code plots} in the folder of the run
     * @throws TrainingException if the scores of a split are missing
     * @throws io.csta.OutputException if a plot cannot be written
     */
    public Path writePlots(Path folder, TrainingReport report) {
        Map<Integer, List<String>> videos = new LinkedHashMap<>();
        report.splits()
                .forEach(split -> videos.put(
                        split.number(), List.copyOf(split.test().videos().keySet())));
        try (RunFolder run = RunFolder.open(folder, identity(), circumstances(), false)) {
            PlotFolder plots = PlotFolder.prepare(run.plots(), dataset, videos, true);
            for (TrainedSplit split : report.splits()) {
                split.test().videos().forEach((name, result) -> {
                    CancelledException.throwIfInterrupted();
                    DatasetVideo video = dataset.video(name);
                    float[] scores = run.scores(split.number(), name, video.samples());
                    plots.write(new EvaluatedVideo(split.number(), video, groundTruth(video), scores, result));
                });
            }
            return run.plots();
        }
    }

    /**
     * Creates a model from the best split (see {@link TrainingReport#best}).
     *
     * @param folder the folder of the run
     * @param report the result of {@link #train}
     * @param extractor the extractor of the dataset's features
     * @return the folder of the bundle, {@code model} in the folder of the run
     * @throws TrainingException if another extractor computed the features of the dataset
     * @throws io.csta.model.ModelException if it cannot be written
     */
    public Path writeModel(Path folder, TrainingReport report, ModelStore.Extractor extractor) {
        require(extractor);
        TrainedSplit split = report.best();
        Path bundle = folder.resolve(RunFolder.MODEL);
        String data = String.valueOf(dataset.path().getFileName());
        try (RunFolder run = RunFolder.open(folder, identity(), circumstances(), false)) {
            ModelCard.Description description = new ModelCard.Description(
                    String.valueOf(folder.toAbsolutePath().normalize().getFileName()),
                    options.network(),
                    trainedOn(split.number(), data),
                    "as permitted by %s and the extractor".formatted(data),
                    limits(split),
                    Optional.of(new ModelCard.Training(
                            run.description(),
                            split.number(),
                            split.best().number(),
                            metrics(split.test().mean()))));
            Checkpoint scorer = Checkpoint.read(run.weights(split.number()));
            ModelStore.writeBundle(bundle, description, extractor, scorer);
        }
        return bundle;
    }

    private static Optional<String> limits(TrainedSplit split) {
        return split.best().isConstant()
                ? Optional.of("It gives nearly the same score to all frames of a video: training has learned nothing.")
                : Optional.empty();
    }

    private String trainedOn(int split, String data) {
        int videos = splits.list().get(split - 1).train().size();
        int heldOut = options.protocol() == TrainingProtocol.VALIDATED
                ? SplitTrainer.validationVideos(videos, options.validationShare())
                : 0;
        String trained = "split %d of %s: %d videos".formatted(split, data, videos - heldOut);
        return heldOut == 0 ? trained : "%s, and %d for validation".formatted(trained, heldOut);
    }

    /** Whether the dataset records the extractor of every video's features, so that {@link #require} can check it. */
    public boolean knowsExtractor() {
        return dataset.videos().stream()
                .allMatch(name -> dataset.video(name).extractor().isPresent());
    }

    /**
     * Checks that the features of the dataset were computed by this extractor, as far as that is recorded.
     *
     * @throws TrainingException if another extractor computed them
     */
    public void require(ModelStore.Extractor extractor) {
        for (String name : dataset.videos()) {
            dataset.video(name)
                    .extractor()
                    .filter(recorded -> !Optional.of(recorded).equals(extractor.identity()))
                    .ifPresent(recorded -> {
                        throw new TrainingException(
                                "%s: the features of %s were extracted by %s, but %s is %s; use the model that extracted the features"
                                        .formatted(
                                                dataset.path(),
                                                name,
                                                recorded,
                                                extractor.source(),
                                                extractor.identity().orElse("a file")));
                    });
        }
    }

    private static Map<String, Double> metrics(MeanResult mean) {
        Map<String, Double> metrics = new LinkedHashMap<>();
        mean.correlation().ifPresent(ranks -> {
            metrics.put("tau", ranks.tau());
            metrics.put("rho", ranks.rho());
        });
        mean.f1().ifPresent(f1 -> metrics.put("f1", f1));
        return metrics;
    }

    private List<Integer> numbers(List<Integer> selected) {
        List<Integer> all = new ArrayList<>();
        for (int number = 1; number <= splits.list().size(); number++) {
            all.add(number);
        }
        for (int number : selected) {
            if (!all.contains(number)) {
                throw new TrainingException(
                        "unknown split %d; %s has splits 1 to %d".formatted(number, splits.source(), all.size()));
            }
        }
        return selected.isEmpty() ? all : selected.stream().distinct().sorted().toList();
    }

    /** How PyTorch must compute on this machine; checked once per process. */
    private Verdict arithmetic() {
        return NetworkCheck.requireTraining(options.network(), Device.named(device, Engine.PYTORCH));
    }

    /** What distinguishes this run from others: everything that affects its weights. */
    private Map<String, String> identity() {
        Verdict verdict = arithmetic();
        ai.djl.engine.Engine pytorch = Torch.engine(); // loads the library, which determines the number of threads
        boolean gpu = Device.named(device, Engine.PYTORCH).isGpu();
        Map<String, String> identity = new LinkedHashMap<>();
        identity.put("schema", "csta-training/1");
        identity.put("dataset", sha256(dataset.path()));
        identity.put("splits", "sha256:" + Sha256.of(splits.list().toString()));
        identity.put(
                "annotations", annotations.map(given -> sha256(given.path())).orElse("none"));
        identity.put("network", options.network().text());
        identity.put("protocol", options.protocol().word());
        identity.put(RunFolder.EPOCHS, Integer.toString(options.epochs()));
        identity.put("learning rate", Double.toString(options.learningRate()));
        identity.put("weight decay", Double.toString(options.weightDecay()));
        identity.put("weight averaging", options.averaging() == 0 ? "none" : Double.toString(options.averaging()));
        identity.put("seed", Long.toString(options.seed()));
        if (options.protocol() == TrainingProtocol.VALIDATED) {
            identity.put("validation share", Double.toString(options.validationShare()));
        }
        OptionalInt patience = options.patience();
        identity.put("patience", patience.isPresent() ? Integer.toString(patience.getAsInt()) : "none");
        identity.put("first weights", options.init().map(Trainer::sha256).orElse("of the seed, with small outputs"));
        identity.put("device", gpu ? "gpu" : "cpu");
        if (!gpu) {
            // With another number of threads, PyTorch adds in another order.
            identity.put("threads", Integer.toString(JniUtils.getNumThreads()));
        }
        identity.put("pytorch", pytorch.getVersion());
        verdict.setting().ifPresent(setting -> identity.put("convolutions", setting));
        identity.put("architecture", System.getProperty("os.arch"));
        return identity;
    }

    /** Facts of interest that do not affect the weights. */
    private static Map<String, String> circumstances() {
        Map<String, String> circumstances = new LinkedHashMap<>();
        circumstances.put("csta", CstaVersion.text());
        circumstances.put("java", Runtime.version().toString());
        circumstances.put("system", System.getProperty("os.name"));
        return circumstances;
    }

    private static String sha256(Path file) {
        try {
            return "sha256:" + Sha256.of(file);
        } catch (IOException e) {
            throw new TrainingException("%s cannot be read: %s".formatted(file, e.getMessage()), e);
        }
    }
}
