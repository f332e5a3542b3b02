package io.csta.training;

import io.csta.Sha256;
import io.csta.dataset.Annotations;
import io.csta.dataset.Dataset;
import io.csta.dataset.DatasetVideo;
import io.csta.dataset.Split;
import io.csta.dataset.Splits;
import io.csta.evaluation.Reference;
import io.csta.nn.CstaNetwork;
import io.csta.nn.Devices;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
     * @throws io.csta.CstaException if a split names a video that is not there, or something of a video does not fit
     * @throws io.csta.nn.UnknownDeviceException if there is no such device
     */
    public Trainer(
            Dataset dataset, Splits splits, Optional<Annotations> annotations, TrainingOptions options, String device) {
        this.dataset = dataset;
        this.splits = splits;
        this.annotations = annotations;
        this.options = options;
        this.device = device;
        splits.requireIn(dataset);
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
        video.gtScore();
        reference(video);
    }

    private Reference reference(DatasetVideo video) {
        return annotations.map(said -> Reference.of(video, said)).orElseGet(() -> Reference.of(video));
    }

    /**
     * Trains.
     *
     * @param folder where the run is kept; it goes on if it was begun there
     * @param wanted the numbers of the splits to train, counted from 1; none for all
     * @param overwrite whether another run in the folder is removed
     * @throws TrainingException if there is another run, or the loss runs away
     * @throws io.csta.OutputException if the folder cannot be written to
     * @throws io.csta.CancelledException if the thread is interrupted; the run can go on later
     */
    public TrainingReport train(Path folder, List<Integer> wanted, boolean overwrite, TrainingListener listener) {
        List<Integer> numbers = numbers(wanted);
        RunFolder run = RunFolder.open(folder, identity(), overwrite);
        Map<String, Reference> known = new LinkedHashMap<>();
        Function<DatasetVideo, Reference> references =
                video -> known.computeIfAbsent(video.name(), any -> reference(video));
        List<SplitTrainer> trainers = numbers.stream()
                .map(number -> new SplitTrainer(
                        options,
                        Devices.named(device),
                        dataset,
                        references,
                        run,
                        number,
                        splits.list().get(number - 1)))
                .toList();
        StepClock clock =
                new StepClock(trainers.stream().mapToLong(SplitTrainer::steps).sum());
        List<TrainedSplit> trained = new ArrayList<>();
        for (SplitTrainer trainer : trainers) {
            TrainedSplit split = trainer.train(clock, listener);
            trained.add(split);
            listener.split(split);
        }
        TrainingReport report = new TrainingReport(options.protocol(), trained);
        run.report(report);
        return report;
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

    /** What tells this run from others: whatever changes its weights. */
    private Map<String, String> identity() {
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
        identity.put("seed", Long.toString(options.seed()));
        identity.put("validation share", Double.toString(options.validationShare()));
        identity.put(
                "patience",
                options.patience().isPresent()
                        ? Integer.toString(options.patience().getAsInt())
                        : "none");
        identity.put("first weights", options.init().map(Trainer::sha256).orElse("of the seed"));
        identity.put("device", Devices.named(device).isGpu() ? "gpu" : "cpu");
        identity.put("threads", threads());
        return identity;
    }

    /** PyTorch adds in another order with another number of threads. */
    private static String threads() {
        String told = System.getProperty("ai.djl.pytorch.num_threads", System.getenv("OMP_NUM_THREADS"));
        return told == null ? Integer.toString(Runtime.getRuntime().availableProcessors()) : told;
    }

    private static String sha256(Path file) {
        try {
            return "sha256:" + Sha256.of(file);
        } catch (IOException e) {
            throw new TrainingException("%s cannot be read: %s".formatted(file, e.getMessage()), e);
        }
    }
}
