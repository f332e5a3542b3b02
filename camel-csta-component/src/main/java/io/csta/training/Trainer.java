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
import io.csta.evaluation.GroundTruth;
import io.csta.evaluation.MeanResult;
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
 * Trains scorers: one a split, with the published recipe unless told otherwise.
 *
 * <p>A run lives in a folder. The same run again goes on where it was: what is done stays, and an interrupted split continues
 * after its last whole epoch, to the same weights as if it had not been interrupted. On a CPU the same seed, data and number
 * of threads give the same bits.
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
     * Prepares a run: what can be wrong with the data is looked for here, before anything is written.
     *
     * @param dataset stays open until the run is over
     * @param annotations choose the evaluation protocol of TVSum; without them it is that of SumMe
     * @param device {@code auto}, {@code cpu}, {@code gpu0}, …
     * @throws io.csta.CstaException if a split names a video that is not there, if something of a video does not fit, or if
     *     the first weights do not
     * @throws io.csta.nn.engine.UnknownDeviceException if there is no such device
     */
    public Trainer(
            Dataset dataset, Splits splits, Optional<Annotations> annotations, TrainingOptions options, String device) {
        this.dataset = dataset;
        this.splits = splits;
        this.annotations = annotations;
        this.options = options;
        this.device = device;
        splits.requireIn(dataset);
        TrainingSession.checkFirstWeights(options);
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
        video.requireWidth(CstaNetwork.WIDTH);
        try {
            TrainingVideo.of(video); // refuses what cannot be learned
        } catch (TrainingException e) {
            throw new TrainingException("%s: %s".formatted(dataset.path(), e.getMessage()), e);
        }
        reference(video);
    }

    private GroundTruth reference(DatasetVideo video) {
        return annotations.map(said -> GroundTruth.of(video, said)).orElseGet(() -> GroundTruth.of(video));
    }

    /**
     * Trains.
     *
     * @param folder where the run is kept; it goes on if it was begun there
     * @param wanted the numbers of the splits to train, counted from 1; none for all
     * @param overwrite whether another run in the folder is removed
     * @return all splits of the run that are done, earlier ones included
     * @throws TrainingException if there is another run or this one is at work, or if training runs away
     * @throws io.csta.OutputException if the folder cannot be written to
     * @throws io.csta.arithmetic.WrongArithmeticException if PyTorch computes the network wrongly on this processor
     * @throws io.csta.CancelledException if the thread is interrupted; the run can go on later
     */
    public TrainingReport train(Path folder, List<Integer> wanted, boolean overwrite, TrainingListener listener) {
        List<Integer> numbers = numbers(wanted);
        Verdict verdict = arithmetic();
        if (verdict.fault().isPresent()) {
            listener.note(verdict.text());
        }
        try (RunFolder run = RunFolder.open(folder, identity(), circumstances(), overwrite)) {
            return train(run, numbers, listener);
        } catch (CstaException e) {
            CancelledException.throwIfInterrupted(); // which closes files under those who use them
            throw e;
        }
    }

    private TrainingReport train(RunFolder run, List<Integer> numbers, TrainingListener listener) {
        Map<String, GroundTruth> known = new LinkedHashMap<>();
        Function<DatasetVideo, GroundTruth> references =
                video -> known.computeIfAbsent(video.name(), any -> reference(video));
        List<SplitTrainer> trainers = numbers.stream()
                .map(number -> new SplitTrainer(
                        options,
                        Device.named(device, Engine.PYTORCH),
                        dataset,
                        references,
                        run,
                        number,
                        splits.list().get(number - 1)))
                .toList();
        TrainingEta clock =
                new TrainingEta(trainers.stream().mapToLong(SplitTrainer::steps).sum());
        trainers.forEach(trainer -> listener.split(trainer.train(clock, listener)));
        TrainingReport report = new TrainingReport(
                options.protocol(),
                numbers(List.of()).stream()
                        .map(run::done)
                        .flatMap(Optional::stream)
                        .toList());
        run.report(report);
        return report;
    }

    /**
     * Makes a model of the best split, as {@link TrainingReport#best} has it.
     *
     * @param folder the folder of the run
     * @param report what {@link #train} gave
     * @param extractor what made the features of the dataset
     * @return the folder of the bundle, {@code model} in that of the run
     * @throws TrainingException if the dataset says that another extractor made its features
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
                    "as %s and the extractor allow".formatted(data),
                    Optional.empty(),
                    Optional.of(new ModelCard.Training(
                            run.description(),
                            split.number(),
                            split.best().number(),
                            metrics(split.test().mean()))));
            Checkpoint scorer = Checkpoint.read(run.weights(split.number()));
            ModelStore.writeBundle(bundle, description, extractor.weights(), scorer);
        }
        return bundle;
    }

    private String trainedOn(int split, String data) {
        int videos = splits.list().get(split - 1).train().size();
        int kept = options.protocol() == TrainingProtocol.VALIDATED
                ? SplitTrainer.validationVideos(videos, options.validationShare())
                : 0;
        String learned = "split %d of %s: %d videos".formatted(split, data, videos - kept);
        return kept == 0 ? learned : "%s, and %d to choose the epoch by".formatted(learned, kept);
    }

    /** Whether the dataset says of every video what made its features, so that {@link #require} can tell. */
    public boolean knowsExtractor() {
        return dataset.videos().stream()
                .allMatch(name -> dataset.video(name).extractor().isPresent());
    }

    /**
     * Checks that an extractor is the one that made the features of the dataset, as far as that is recorded.
     *
     * @throws TrainingException if it is another one
     */
    public void require(ModelStore.Extractor extractor) {
        for (String name : dataset.videos()) {
            dataset.video(name)
                    .extractor()
                    .filter(made -> !Optional.of(made).equals(extractor.identity()))
                    .ifPresent(made -> {
                        throw new TrainingException(
                                "%s: the features of %s were made by %s, and %s is %s: give --extractor the model that csta features was given"
                                        .formatted(
                                                dataset.path(),
                                                name,
                                                made,
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

    private List<Integer> numbers(List<Integer> wanted) {
        List<Integer> all = new ArrayList<>();
        for (int number = 1; number <= splits.list().size(); number++) {
            all.add(number);
        }
        for (int number : wanted) {
            if (!all.contains(number)) {
                throw new TrainingException("there is no split %d: %s has %d, counted from 1"
                        .formatted(number, splits.source(), all.size()));
            }
        }
        return wanted.isEmpty() ? all : wanted.stream().distinct().sorted().toList();
    }

    /** How PyTorch has to compute here; checked once in a process. */
    private Verdict arithmetic() {
        return NetworkCheck.requireTraining(options.network(), Device.named(device, Engine.PYTORCH));
    }

    /** What tells this run from others: whatever changes its weights. */
    private Map<String, String> identity() {
        Verdict verdict = arithmetic();
        ai.djl.engine.Engine pytorch = Torch.engine(); // loads the library, which the number of threads is asked of
        boolean gpu = Device.named(device, Engine.PYTORCH).isGpu();
        Map<String, String> identity = new LinkedHashMap<>();
        identity.put("schema", "csta-training/1");
        identity.put("dataset", sha256(dataset.path()));
        identity.put("splits", "sha256:" + Sha256.of(splits.list().toString()));
        identity.put("annotations", annotations.map(said -> sha256(said.path())).orElse("none"));
        identity.put("network", options.network().text());
        identity.put("protocol", options.protocol().word());
        identity.put("epochs", Integer.toString(options.epochs()));
        identity.put("learning rate", Double.toString(options.learningRate()));
        identity.put("weight decay", Double.toString(options.weightDecay()));
        identity.put("weight averaging", options.averaging() == 0 ? "none" : Double.toString(options.averaging()));
        identity.put("seed", Long.toString(options.seed()));
        if (options.protocol() == TrainingProtocol.VALIDATED) {
            identity.put("validation share", Double.toString(options.validationShare()));
        }
        OptionalInt patience = options.patience();
        identity.put("patience", patience.isPresent() ? Integer.toString(patience.getAsInt()) : "none");
        identity.put("first weights", options.init().map(Trainer::sha256).orElse("of the seed"));
        identity.put("device", gpu ? "gpu" : "cpu");
        if (!gpu) {
            // PyTorch adds in another order with another number of threads.
            identity.put("threads", Integer.toString(JniUtils.getNumThreads()));
        }
        identity.put("pytorch", pytorch.getVersion());
        verdict.setting().ifPresent(setting -> identity.put("convolutions", setting));
        identity.put("architecture", System.getProperty("os.arch"));
        return identity;
    }

    /** What is of interest later, and does not tell runs apart. */
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
