package io.csta.starter;

import io.csta.CancelledException;
import io.csta.dataset.Dataset;
import io.csta.dataset.DatasetWriter;
import io.csta.dataset.Ratings;
import io.csta.dataset.Split;
import io.csta.dataset.Splits;
import io.csta.dataset.VideoFeatures;
import io.csta.evaluation.CollectionAnnotator;
import io.csta.model.ModelStore;
import io.csta.model.SummaryModel;
import io.csta.nn.CstaOptions;
import io.csta.summary.ProgressListener;
import io.csta.summary.Summarizer;
import io.csta.summary.SummaryOptions;
import io.csta.training.Epoch;
import io.csta.training.Trainer;
import io.csta.training.TrainingListener;
import io.csta.training.TrainingOptions;
import io.csta.training.TrainingProtocol;
import io.csta.training.TrainingReport;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Makes the model {@code starter} in a folder, stage by stage. What is there already is not made again, so that it can be
 * stopped at any time and goes on where it was.
 */
final class Starter {

    private static final String DEVICE = "auto";
    private static final double LEARNING_RATE = 1e-4;

    private final Plan plan;
    private final Path folder;
    private final PrintStream out;

    Starter(Plan plan, Path folder, PrintStream out) {
        this.plan = plan;
        this.folder = folder;
        this.out = out;
    }

    /**
     * Does all stages that are left.
     *
     * @return the folder of the model
     * @throws CancelledException if the thread is interrupted; it can go on later
     */
    Path run() throws IOException {
        film();
        Path dataset = dataset();
        Path model = train(dataset);
        try (SummaryModel loaded = ModelStore.ofUser().load(model.toString(), DEVICE)) {
            out.print(new Trial(loaded, folder.resolve("trial"), out).of(plan.heldOutFilms(), folder.resolve("films")));
        }
        return model;
    }

    private void film() throws IOException {
        Path films = Files.createDirectories(folder.resolve("films"));
        List<Screenplay> all = new ArrayList<>(plan.learnedFilms());
        all.addAll(plan.heldOutFilms());
        for (Screenplay screenplay : all) {
            CancelledException.throwIfInterrupted();
            Path file = file(films, screenplay);
            if (!Files.exists(file)) {
                Film.write(screenplay, file);
                out.printf(
                        "filmed %s: %d shots, %d s%n", file, screenplay.shots().size(), screenplay.seconds());
            }
        }
    }

    static Path file(Path films, Screenplay screenplay) {
        return films.resolve(screenplay.name() + ".mp4");
    }

    /** Features of all films to learn from, with what annotators say of them. */
    private Path dataset() throws IOException {
        Path dataset = folder.resolve("dataset.h5");
        if (Files.exists(dataset)) {
            return dataset;
        }
        List<VideoFeatures> features = new ArrayList<>();
        List<String> ratings = new ArrayList<>(List.of(Annotators.HEADER));
        try (SummaryModel extractor = ModelStore.ofUser().load("untrained", DEVICE)) {
            for (Screenplay screenplay : plan.learnedFilms()) {
                features.add(features(extractor, screenplay));
                ratings.addAll(Annotators.rate(screenplay, screenplay.name() + ".mp4"));
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

    private VideoFeatures features(SummaryModel extractor, Screenplay screenplay) throws IOException {
        Path folderOfFeatures = Files.createDirectories(folder.resolve("features"));
        Path file = folderOfFeatures.resolve(screenplay.name() + ".h5");
        if (!Files.exists(file)) {
            Path video = file(folder.resolve("films"), screenplay);
            VideoFeatures features = new Summarizer(extractor)
                    .analyze(video, SummaryOptions.DEFAULTS, ProgressListener.NONE)
                    .toStored(extractor.card());
            DatasetWriter.write(file, List.of(features));
            out.printf("looked at %s: %d samples%n", video, features.picks().length);
        }
        try (Dataset stored = Dataset.open(file)) {
            return stored.video("video_1").toFeatures();
        }
    }

    private Path train(Path file) {
        try (Dataset dataset = Dataset.open(file)) {
            List<String> videos = dataset.videos();
            // The last films are those that the report is about; the trial has others.
            int tested = Math.max(1, videos.size() / 10);
            Splits splits = new Splits(
                    "starter",
                    List.of(new Split(
                            videos.subList(0, videos.size() - tested),
                            videos.subList(videos.size() - tested, videos.size()))));
            TrainingOptions options = new TrainingOptions(
                    CstaOptions.published(),
                    TrainingProtocol.VALIDATED,
                    plan.epochs(),
                    LEARNING_RATE,
                    1e-7,
                    Plan.SEED,
                    0.15,
                    OptionalInt.of(plan.patience()),
                    Optional.empty());
            Trainer trainer = new Trainer(dataset, splits, Optional.empty(), options, DEVICE);
            Path run = folder.resolve("starter");
            TrainingReport report = trainer.train(run, List.of(), false, listener());
            return trainer.writeModel(run, report, ModelStore.ofUser().extractor("untrained"));
        }
    }

    private TrainingListener listener() {
        return new TrainingListener() {
            @Override
            public void epoch(int split, Epoch epoch) {
                out.printf(
                        "epoch %d: loss %.5f, tau %.3f, %.0f s%n",
                        epoch.number(),
                        epoch.loss(),
                        epoch.watched().correlation().map(ranks -> ranks.tau()).orElse(Double.NaN),
                        epoch.seconds());
            }
        };
    }

    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[0]);
        Plan plan = arguments.length > 1 && "smoke".equals(arguments[1]) ? Plan.SMOKE : Plan.FULL;
        new Starter(plan, folder, System.out).run();
    }
}
