package io.csta.starter;

import io.csta.CancelledException;
import io.csta.checkpoint.Checkpoint;
import io.csta.checkpoint.HalfPrecision;
import io.csta.dataset.Dataset;
import io.csta.dataset.DatasetWriter;
import io.csta.dataset.Ratings;
import io.csta.dataset.Split;
import io.csta.dataset.Splits;
import io.csta.dataset.VideoFeatures;
import io.csta.evaluation.CollectionAnnotator;
import io.csta.model.ModelCard;
import io.csta.model.ModelStore;
import io.csta.model.SummaryModel;
import io.csta.nn.CstaOptions;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Makes the model {@code starter} in a folder, stage by stage. What is there already is not made again, so that it can be
 * stopped at any time and goes on where it was.
 */
final class Starter {

    private static final String NAME = "starter";
    private static final String DEVICE = "auto";
    private static final String EXTRACTOR = "untrained";
    private static final double LEARNING_RATE = 1e-4;
    private static final double WEIGHT_DECAY = 1e-7;
    private static final double VALIDATION_SHARE = 0.15;

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
     * Does all stages that are left.
     *
     * @return the folder of the model
     * @throws CancelledException if time is up; it can go on later
     */
    Path run() throws IOException {
        Path films = film();
        Path dataset = dataset(films);
        Path bundle = folder.resolve("bundle");
        TrainedSplit split = train(dataset);
        Checkpoint scorer =
                HalfPrecision.of(Checkpoint.read(folder.resolve(NAME).resolve(split.weights())));
        write(bundle, scorer, split, Map.of());
        try (SummaryModel model = ModelStore.ofUser().load(bundle.toString(), DEVICE)) {
            String weights = model.card().files().get(ModelCard.SCORER).sha256().substring(0, 8);
            Trial trial = new Trial(model, folder.resolve("trial-" + weights), deadline, out);
            write(bundle, scorer, split, trial.of(plan.heldOutFilms(), films).metrics());
        }
        return bundle;
    }

    private Path film() throws IOException {
        Path films = Files.createDirectories(folder.resolve("films"));
        List<Screenplay> all = new ArrayList<>(plan.learnedFilms());
        all.addAll(plan.heldOutFilms());
        for (Screenplay screenplay : all) {
            Path file = screenplay.file(films);
            if (!Files.exists(file)) {
                deadline.check();
                Film.write(screenplay, file);
                out.printf(
                        "filmed %s: %d shots, %d s%n", file, screenplay.shots().size(), screenplay.seconds());
            }
        }
        return films;
    }

    /** Features of all films to learn from, with what annotators say of them. */
    private Path dataset(Path films) throws IOException {
        Path dataset = folder.resolve("dataset.h5");
        if (Files.exists(dataset)) {
            return dataset;
        }
        List<VideoFeatures> features = new ArrayList<>();
        List<String> ratings = new ArrayList<>(List.of(Annotators.HEADER));
        try (SummaryModel extractor = ModelStore.ofUser().load(EXTRACTOR, DEVICE)) {
            for (Screenplay screenplay : plan.learnedFilms()) {
                Path film = screenplay.file(films);
                features.add(features(extractor, film));
                ratings.addAll(Annotators.rate(screenplay, film.getFileName().toString()));
            }
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
            out.printf("looked at %s%n", film);
        }
        try (Dataset stored = Dataset.open(features)) {
            return stored.video(stored.videos().get(0)).toFeatures();
        }
    }

    private TrainedSplit train(Path file) {
        try (Dataset dataset = Dataset.open(file)) {
            // The report wants videos to test on; the trial has better ones, of other places and things.
            List<String> videos = dataset.videos();
            int learned = videos.size() - Math.max(1, videos.size() / 10);
            Split split = new Split(videos.subList(0, learned), videos.subList(learned, videos.size()));
            Trainer trainer =
                    new Trainer(dataset, new Splits(NAME, List.of(split)), Optional.empty(), options(), DEVICE);
            return trainer.train(folder.resolve(NAME), List.of(), false, new Listener())
                    .best();
        }
    }

    private TrainingOptions options() {
        return new TrainingOptions(
                CstaOptions.published(),
                TrainingProtocol.VALIDATED,
                plan.epochs(),
                LEARNING_RATE,
                WEIGHT_DECAY,
                Plan.SEED,
                VALIDATION_SHARE,
                OptionalInt.of(plan.patience()),
                Optional.empty());
    }

    private final class Listener implements TrainingListener {

        @Override
        public void step(TrainingProgress progress) {
            deadline.check();
        }

        @Override
        public void epoch(int split, Epoch epoch) {
            out.printf(
                    "epoch %d: loss %.5f, tau %s, %.0f s%n",
                    epoch.number(),
                    epoch.loss(),
                    epoch.agreement()
                            .correlation()
                            .map(ranks -> "%.3f".formatted(ranks.tau()))
                            .orElse("undefined"),
                    epoch.seconds());
        }
    }

    private void write(Path bundle, Checkpoint scorer, TrainedSplit split, Map<String, Double> metrics) {
        Map<String, String> run = new LinkedHashMap<>();
        run.put("films", plan.toString());
        run.put("seed", Long.toString(Plan.SEED));
        run.put("learning rate", Double.toString(LEARNING_RATE));
        run.put("epochs", Integer.toString(split.epochs()));
        run.put("training seconds", Long.toString(Math.round(split.seconds())));
        ModelStore.writeBundle(
                bundle,
                new ModelCard.Description(
                        NAME,
                        CstaOptions.published(),
                        "%d films of drawn scenes, rated by a program".formatted(plan.learned()),
                        "Apache-2.0",
                        Optional.of(new ModelCard.Training(
                                run, split.number(), split.best().number(), metrics))),
                Optional.empty(),
                scorer);
    }
}
