package io.csta.starter;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.csta.evaluation.RankCorrelation;
import io.csta.model.SummaryModel;
import io.csta.selection.SelectionMethod;
import io.csta.summary.ProgressListener;
import io.csta.summary.SegmentationMode;
import io.csta.summary.Summarizer;
import io.csta.summary.Summary;
import io.csta.summary.SummaryOptions;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/** Evaluates a model on films with known importance: the ranking of its scores, its cuts, and its summaries. */
final class Trial {

    private static final double TOLERANCE_SECONDS = 0.5;
    private static final int PIECE_SECONDS = 2;
    private static final int DRAWS = 100;
    private static final long CHANCE_SEED = 1_000_003;

    /** The selection does not depend on anything but the scores. */
    private static final SummaryOptions PUBLISHED =
            SummaryOptions.DEFAULTS.withVisibility(false).withSelection(SelectionMethod.PUBLISHED);

    private static final ObjectMapper JSON = new ObjectMapper();

    private final SummaryModel model;
    private final Path folder;
    private final Deadline deadline;
    private final PrintStream out;

    /**
     * A trial of a model.
     *
     * @param folder the folder of its summaries and results; films with results are not evaluated again
     */
    Trial(SummaryModel model, Path folder, Deadline deadline, PrintStream out) {
        this.model = model;
        this.folder = folder;
        this.deadline = deadline;
        this.out = out;
    }

    /**
     * The content of a selection of frames.
     *
     * @param important the share in the more important half of the film's shots
     * @param empty the share that is blank or frozen
     */
    record Shown(double important, double empty) {}

    /**
     * The results of one film.
     *
     * @param tau Kendall's tau-b of the scores and the true importance of the samples
     * @param cuts F1 of the cuts found in mode {@code fast}
     * @param summary the content of the summary
     * @param uniform the content of as many frames in evenly spaced pieces
     * @param random the content of detected shots, selected at random within the same budget: the mean of many selections
     */
    record Result(String film, double tau, double cuts, Shown summary, Shown uniform, Shown random) {}

    /** Prints one line per film, and returns the means. */
    Result of(List<Screenplay> screenplays, Path films) throws IOException {
        Files.createDirectories(folder);
        List<Result> results = new ArrayList<>();
        for (Screenplay screenplay : screenplays) {
            results.add(once(screenplay.name() + ".json", Result.class, () -> of(screenplay, screenplay.file(films))));
            out.println(line(results.get(results.size() - 1)));
        }
        Result mean = new Result(
                "mean",
                mean(results, Result::tau),
                mean(results, Result::cuts),
                shown(results, Result::summary),
                shown(results, Result::uniform),
                shown(results, Result::random));
        out.println(line(mean));
        return mean;
    }

    private Result of(Screenplay screenplay, Path film) {
        Path output = folder.resolve(film.getFileName());
        Summary summary = new Summarizer(model)
                .summarize(film, PUBLISHED.withOutput(output).withOverwrite(true), ProgressListener.NONE);
        BitSet played = new BitSet();
        summary.segments().forEach(segment -> played.set(segment.first(), segment.last() + 1));
        int[] starts =
                summary.shots().stream().mapToInt(Summary.ScoredShot::first).toArray();
        return new Result(
                screenplay.name(),
                tau(screenplay, summary),
                f1(screenplay, starts),
                shown(screenplay, played),
                shown(screenplay, evenPieces(screenplay, played.cardinality())),
                shownByChance(screenplay, starts, played.cardinality()));
    }

    /** The stored result of a trial, or a new one. */
    private <T> T once(String name, Class<T> type, Supplier<T> trial) throws IOException {
        Path file = folder.resolve(name);
        if (!Files.exists(file)) {
            deadline.check();
            Path part = folder.resolve("part-" + name);
            JSON.writeValue(part.toFile(), trial.get());
            Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
        }
        return JSON.readValue(file.toFile(), type);
    }

    private static double tau(Screenplay screenplay, Summary summary) {
        double[] truth = screenplay.importance();
        return RankCorrelation.of(
                        summary.samples().scores().stream()
                                .mapToDouble(Float::doubleValue)
                                .toArray(),
                        summary.samples().frames().stream()
                                .mapToDouble(frame -> truth[frame])
                                .toArray())
                .map(RankCorrelation::tau)
                .orElse(0.0);
    }

    /** Prints one line per film, and returns the mean F1 of the cuts found in mode {@code full}, which takes long. */
    double cutsByFull(List<Screenplay> screenplays, Path films) throws IOException {
        Files.createDirectories(folder);
        List<Double> results = new ArrayList<>();
        for (Screenplay screenplay : screenplays) {
            results.add(once(
                    screenplay.name() + ".full.json",
                    Double.class,
                    () -> f1(screenplay, startsByFull(screenplay.file(films)))));
            out.printf(Locale.ROOT, "%-12s cuts by full %.3f%n", screenplay.name(), results.get(results.size() - 1));
        }
        return results.stream().mapToDouble(Double::doubleValue).average().orElse(0);
    }

    private int[] startsByFull(Path film) {
        SummaryOptions full = SummaryOptions.DEFAULTS.withSegmentation(SegmentationMode.FULL);
        return new Summarizer(model)
                .analyze(film, full, ProgressListener.NONE).shots().stream()
                        .mapToInt(shot -> shot.first())
                        .toArray();
    }

    /** Matches each cut with at most one other, the nearest that is left. */
    static double f1(Screenplay screenplay, int[] foundStarts) {
        int tolerance = (int) (TOLERANCE_SECONDS * screenplay.fps());
        int[] truth = Arrays.stream(screenplay.starts()).skip(1).toArray();
        List<Integer> found =
                new ArrayList<>(Arrays.stream(foundStarts).skip(1).boxed().toList());
        int all = truth.length + found.size();
        int matched = 0;
        for (int cut : truth) {
            Optional<Integer> nearest = found.stream()
                    .filter(one -> Math.abs(one - cut) <= tolerance)
                    .min((a, b) -> Math.abs(a - cut) - Math.abs(b - cut));
            if (nearest.isPresent()) {
                found.remove(nearest.get());
                matched++;
            }
        }
        return all == 0 ? 1 : 2.0 * matched / all;
    }

    /** The shares of a selection in the more important half of the shots, and in empty shots. */
    static Shown shown(Screenplay screenplay, BitSet frames) {
        double[] importance = screenplay.shots().stream()
                .mapToDouble(shot -> shot.meanImportance(screenplay.fps()))
                .sorted()
                .toArray();
        double least = importance[Math.min(importance.length - 1, (importance.length + 1) / 2)];
        int important = 0;
        int empty = 0;
        int at = 0;
        for (FilmShot shot : screenplay.shots()) {
            int shown = frames.get(at, at + shot.frames()).cardinality();
            important += shot.meanImportance(screenplay.fps()) >= least ? shown : 0;
            empty += shot.kind().isEmpty() ? shown : 0;
            at += shot.frames();
        }
        double all = frames.cardinality();
        return new Shown(important / all, empty / all);
    }

    /** Evenly spaced pieces of two seconds: as many as fit into this number of frames, but at least one. */
    static BitSet evenPieces(Screenplay screenplay, int wanted) {
        BitSet pieces = new BitSet();
        int frames = screenplay.frames();
        int length = Math.min(frames, PIECE_SECONDS * screenplay.fps());
        int count = Math.max(1, wanted / length);
        for (int i = 0; i < count; i++) {
            int start = (int) ((i + 0.5) * frames / count) - length / 2;
            pieces.set(Math.max(0, start), Math.min(frames, start + length));
        }
        return pieces;
    }

    /** Shots in random order, as long as they fit into the budget. */
    private static Shown shownByChance(Screenplay screenplay, int[] starts, int budget) {
        SplittableRandom random = new SplittableRandom(CHANCE_SEED + screenplay.seed());
        List<Shown> choices = new ArrayList<>();
        for (int draw = 0; draw < DRAWS; draw++) {
            BitSet chosen = new BitSet();
            List<Integer> order =
                    new ArrayList<>(IntStream.range(0, starts.length).boxed().toList());
            while (!order.isEmpty()) {
                int shot = order.remove(random.nextInt(order.size()));
                int end = shot + 1 < starts.length ? starts[shot + 1] : screenplay.frames();
                if (chosen.cardinality() + end - starts[shot] <= budget) {
                    chosen.set(starts[shot], end);
                }
            }
            if (!chosen.isEmpty()) {
                choices.add(shown(screenplay, chosen));
            }
        }
        return shown(choices, Function.identity());
    }

    private static <T> double mean(List<T> results, ToDoubleFunction<T> value) {
        return results.stream().mapToDouble(value).average().orElse(0);
    }

    private static <T> Shown shown(List<T> results, Function<T, Shown> shown) {
        return new Shown(
                mean(results, result -> shown.apply(result).important()),
                mean(results, result -> shown.apply(result).empty()));
    }

    private static String line(Result result) {
        return String.format(
                Locale.ROOT,
                "%-12s tau %6.3f  cuts %.3f  important %.2f (uniform %.2f, random %.2f)  empty %.2f (%.2f, %.2f)",
                result.film(),
                result.tau(),
                result.cuts(),
                result.summary().important(),
                result.uniform().important(),
                result.random().important(),
                result.summary().empty(),
                result.uniform().empty(),
                result.random().empty());
    }
}
