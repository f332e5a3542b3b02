package io.csta.starter;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.csta.CancelledException;
import io.csta.checkpoint.Checkpoint;
import io.csta.checkpoint.HalfPrecision;
import io.csta.checkpoint.Tensor;
import io.csta.dataset.Dataset;
import io.csta.dataset.DatasetWriter;
import io.csta.dataset.Ratings;
import io.csta.dataset.Split;
import io.csta.dataset.Splits;
import io.csta.dataset.VideoFeatures;
import io.csta.evaluation.CollectionAnnotator;
import io.csta.evaluation.RankCorrelation;
import io.csta.model.ModelCard;
import io.csta.model.ModelStore;
import io.csta.model.SelectionDefaults;
import io.csta.model.SummaryModel;
import io.csta.nn.csta.CstaOptions;
import io.csta.summary.ProgressListener;
import io.csta.summary.Summarizer;
import io.csta.summary.SummaryOptions;
import io.csta.training.Epoch;
import io.csta.training.TrainedSplit;
import io.csta.training.Trainer;
import io.csta.training.TrainingListener;
import io.csta.training.TrainingOptions;
import io.csta.training.TrainingProgress;
import io.csta.training.TrainingProtocol;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/**
 * Builds the model {@code starter} in a folder, stage by stage. Existing results are kept, so that it can be stopped at any time
 * and resumed.
 */
final class Starter {

    private static final String NAME = "starter";
    private static final String DEVICE = "auto";

    /** The model whose extractor is used: the built-in one of the same name, so its card selects the extractor. */
    private static final String EXTRACTOR = NAME;

    private static final String COMMAND = "mvn -q -B test-compile exec:exec -Pstarter -pl camel-csta-component";
    private static final String LIMITS =
            "The scorer distinguishes motion from still, blank and frozen scenes. It was trained without real footage,"
                    + " and does not know which of several moving objects matters.";

    /**
     * With the published options, the network gets vectors instead of changes, and learns what backgrounds look like; a row of
     * the CNN's map covers 16 seconds, which is longer than a shot; and with a softmax over time, each frame gets less attention
     * the longer a video is.
     */
    private static final CstaOptions NETWORK =
            CstaOptions.of("cnn=mobilenet v2,input=change profiles,rows_per_frame=8,positions=none,"
                    + "balance=time,embedding=none,cnn_role=values,skip=cnn");

    private static final double LEARNING_RATE = 5e-4;
    private static final double WEIGHT_DECAY = 1e-7;

    /** Each step uses only one video and is noisy, so the mean of about 240 steps is kept. */
    private static final double AVERAGING = 0.998;

    /**
     * Ratings contain errors, and dropout adds noise, so trained scores are closer to their mean than importance is. The logits are
     * spread around {@link #CENTRE_LOGIT} by this factor. Both were chosen on films that are not in the trial.
     */
    private static final float CONTRAST = 1.5f;

    private static final float CENTRE_LOGIT = 0.5f;

    private static final String OUTPUT_WEIGHT = "linear2.0.weight";
    private static final String OUTPUT_BIAS = "linear2.0.bias";

    /** No effect: the published protocol holds out no videos. */
    private static final double UNUSED_SHARE = 0.2;

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TypeReference<LinkedHashMap<String, String>> TEXTS = new TypeReference<>() {};

    private final Plan plan;
    private final Path folder;
    private final Deadline deadline;
    private final PrintStream out;

    Starter(Plan plan, Path folder, Deadline deadline, PrintStream out) {
        this.plan = plan;
        this.folder = folder;
        this.deadline = deadline;
        this.out = out;
    }

    /**
     * Runs all remaining stages.
     *
     * @return the folder of the model
     * @throws CancelledException if the time is over; the work can be resumed later
     * @throws IllegalStateException if the folder belongs to another plan
     */
    Path run() throws IOException {
        claimFolder();
        Path films = films();
        render(plan.learnedFilms(), films);
        Path dataset = dataset(films);
        Run best = best(dataset);
        Path bundle = folder.resolve("bundle");
        write(bundle, best, Map.of());
        write(bundle, best, verdict(bundle.toString()).metrics());
        return bundle;
    }

    /**
     * A completed training run.
     *
     * @param folder its folder
     * @param split its result
     */
    private record Run(Path folder, TrainedSplit split) {

        Checkpoint scorer() {
            return HalfPrecision.of(withContrast(Checkpoint.read(folder.resolve(split.weights()))));
        }

        /** Its agreement with the known importance of films that were neither used for training nor are in the trial. */
        double tau() {
            return split.best()
                    .agreement()
                    .correlation()
                    .map(RankCorrelation::tau)
                    .orElse(Double.NEGATIVE_INFINITY);
        }
    }

    /**
     * Evaluates a model on the films of the trial.
     *
     * @param model its name or folder
     * @throws CancelledException if the time is over; the work can be resumed later
     */
    Verdict verdict(String model) throws IOException {
        claimFolder();
        List<Screenplay> heldOut = plan.heldOutFilms();
        Path films = films();
        render(heldOut, films);
        try (SummaryModel loaded = ModelStore.ofUser().load(model, DEVICE)) {
            String weights = Optional.ofNullable(loaded.card().files().get(ModelCard.SCORER))
                    .map(file -> file.sha256().substring(0, 8))
                    .orElse(model);
            Trial trial = new Trial(loaded, folder.resolve("trial-" + weights), deadline, out);
            Verdict verdict = new Verdict(
                    trial.of(heldOut, films), trial.cutsByFull(heldOut.subList(0, plan.seenInFull()), films));
            verdict.print(out);
            return verdict;
        }
    }

    /** Rejects results of other films or sizes, which would otherwise be mistaken for ours. */
    private void claimFolder() throws IOException {
        Path file = Files.createDirectories(folder).resolve("plan.txt");
        if (!Files.exists(file)) {
            Files.writeString(file, plan.identity());
        } else if (!Files.readString(file).equals(plan.identity())) {
            throw new IllegalStateException(
                    "%s belongs to another plan, %s; choose another folder".formatted(folder, Files.readString(file)));
        }
    }

    private Path films() throws IOException {
        return Files.createDirectories(folder.resolve("films"));
    }

    private void render(List<Screenplay> screenplays, Path films) {
        for (Screenplay screenplay : screenplays) {
            Path file = screenplay.file(films);
            if (!Files.exists(file)) {
                deadline.check();
                Film.write(screenplay, file);
                out.printf(
                        "rendered %s: %d shots, %d s%n",
                        file, screenplay.shots().size(), screenplay.seconds());
            }
        }
    }

    /** New films, cut from all training films, with ratings. */
    private Path dataset(Path films) throws IOException {
        Path dataset = folder.resolve("dataset.h5");
        if (Files.exists(dataset)) {
            return dataset;
        }
        List<VideoFeatures> features = new ArrayList<>();
        List<String> ratings = new ArrayList<>(List.of(Annotators.HEADER));
        Recut footage = new Recut();
        try (SummaryModel extractor = ModelStore.ofUser().load(EXTRACTOR, DEVICE)) {
            List<Screenplay> screenplays = plan.learnedFilms();
            for (int i = 0; i < screenplays.size(); i++) {
                Screenplay screenplay = screenplays.get(i);
                VideoFeatures film = features(extractor, screenplay.file(films));
                if (plan.isKept(i)) {
                    features.add(film);
                    ratings.addAll(Annotators.rate(
                            screenplay, screenplay.file(films).getFileName().toString()));
                } else {
                    footage.add(screenplay, film);
                }
            }
        }
        for (Recut.CutFilm film : plan.cutFilms(footage)) {
            features.add(film.features());
            ratings.addAll(Annotators.rate(film.screenplay(), film.screenplay().name()));
        }
        Path csv = Files.write(folder.resolve("ratings.csv"), ratings);
        Path all = folder.resolve("features.h5");
        DatasetWriter.write(all, features);
        try (Dataset open = Dataset.open(all)) {
            DatasetWriter.writeAnnotated(dataset, CollectionAnnotator.annotate(open, Ratings.read(csv)));
        }
        return dataset;
    }

    private VideoFeatures features(SummaryModel extractor, Path film) throws IOException {
        Path features = Files.createDirectories(folder.resolve("features")).resolve(film.getFileName() + ".h5");
        if (!Files.exists(features)) {
            deadline.check();
            DatasetWriter.write(
                    features,
                    List.of(new Summarizer(extractor)
                            .analyze(film, SummaryOptions.DEFAULTS, ProgressListener.NONE)
                            .toStored(extractor.card())));
            out.printf("extracted features of %s%n", film);
        }
        try (Dataset stored = Dataset.open(features)) {
            return stored.video(stored.videos().get(0)).toFeatures();
        }
    }

    /** Trains from several seeds, and selects one before its trial. */
    private Run best(Path dataset) {
        List<Run> runs = plan.trainingSeeds()
                .mapToObj(seed -> train(dataset, folder.resolve(NAME + "-" + seed), seed))
                .toList();
        Run best = Collections.max(runs, Comparator.comparingDouble(Run::tau));
        out.printf("the scorer is that of %s%n", best.folder());
        return best;
    }

    private Run train(Path file, Path run, long seed) {
        try (Dataset dataset = Dataset.open(file)) {
            // Films whose shots are not in any other show the progress. The trial uses other backgrounds and objects.
            Map<Boolean, List<String>> videos = dataset.videos().stream()
                    .collect(Collectors.partitioningBy(video -> Recut.isCut(dataset.video(video))));
            Split split = new Split(videos.get(true), videos.get(false));
            Trainer trainer =
                    new Trainer(dataset, new Splits(NAME, List.of(split)), Optional.empty(), options(seed), DEVICE);
            return new Run(
                    run, trainer.train(run, List.of(), false, new Listener()).best());
        }
    }

    private TrainingOptions options(long seed) {
        return new TrainingOptions(
                NETWORK,
                TrainingProtocol.PUBLISHED,
                plan.epochs(),
                LEARNING_RATE,
                WEIGHT_DECAY,
                AVERAGING,
                seed,
                UNUSED_SHARE,
                OptionalInt.of(plan.patience()),
                Optional.empty());
    }

    private static Checkpoint withContrast(Checkpoint trained) {
        Map<String, Tensor> tensors = new LinkedHashMap<>(trained.tensors());
        tensors.put(OUTPUT_WEIGHT, scaled(trained.tensor(OUTPUT_WEIGHT), 0));
        tensors.put(OUTPUT_BIAS, scaled(trained.tensor(OUTPUT_BIAS), CENTRE_LOGIT * (1 - CONTRAST)));
        return new Checkpoint(tensors, trained.metadata());
    }

    private static Tensor scaled(Tensor tensor, float offset) {
        float[] values = tensor.toFloats();
        for (int i = 0; i < values.length; i++) {
            values[i] = CONTRAST * values[i] + offset;
        }
        return Tensor.of(values, tensor.shape());
    }

    private final class Listener implements TrainingListener {

        @Override
        public void step(TrainingProgress progress) {
            deadline.check();
        }

        @Override
        public void epoch(int split, Epoch epoch) {
            out.printf(
                    "epoch %d: loss %.5f, tau of summaries %s, %.0f s%n",
                    epoch.number(),
                    epoch.loss(),
                    epoch.agreement()
                            .correlation()
                            .map(ranks -> "%.3f".formatted(ranks.tau()))
                            .orElse("undefined"),
                    epoch.seconds());
        }
    }

    private void write(Path bundle, Run trained, Map<String, Double> metrics) throws IOException {
        TrainedSplit split = trained.split();
        Checkpoint scorer = trained.scorer();
        Map<String, String> run = new LinkedHashMap<>();
        run.put("command", COMMAND);
        run.put(
                "films",
                "%d films of %d to %d s, recut into %d training films; %d more show the progress of training"
                        .formatted(
                                plan.learned() - plan.kept(),
                                plan.leastSeconds(),
                                plan.mostSeconds(),
                                plan.cut(),
                                plan.kept()));
        run.put("recut films", "%d to %d s".formatted(plan.leastCutSeconds(), plan.mostCutSeconds()));
        run.put(
                "metrics on",
                "%d films with other backgrounds and objects; cuts by full on %d of them"
                        .formatted(plan.heldOut(), plan.seenInFull()));
        run.put("seeds of films", plan.seeds());
        run.put(
                "seeds of scorers",
                plan.trainingSeeds().mapToObj(Long::toString).collect(Collectors.joining(", ")));
        run.put("contrast", "logits spread around %s by %s".formatted(CENTRE_LOGIT, CONTRAST));
        run.put("training seconds", Long.toString(Math.round(split.seconds())));
        run.putAll(JSON.readValue(trained.folder().resolve("run.json").toFile(), TEXTS));
        ModelStore.writeBundle(
                bundle,
                new ModelCard.Description(
                                NAME,
                                CstaOptions.of(scorer).orElseThrow(),
                                "scorer: synthetic films, rated by a program that makes errors; extractor: ImageNet",
                                "Apache-2.0",
                                Optional.of(LIMITS),
                                Optional.of(new ModelCard.Training(
                                        run, split.number(), split.best().number(), metrics)))
                        .withSelection(SelectionDefaults.WATCHABLE),
                ModelStore.ofUser().extractor(EXTRACTOR),
                scorer);
    }
}
