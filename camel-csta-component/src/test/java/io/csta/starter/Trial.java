package io.csta.starter;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.csta.evaluation.RankCorrelation;
import io.csta.model.SummaryModel;
import io.csta.summary.ProgressListener;
import io.csta.summary.SegmentationMode;
import io.csta.summary.Summarizer;
import io.csta.summary.Summary;
import io.csta.summary.SummaryOptions;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/** How well a model does on films whose truth is known: its order, its cuts, and what its summaries show. */
final class Trial {

    private static final double TOLERANCE_SECONDS = 0.5;

    private static final ObjectMapper JSON = new ObjectMapper();

    private final SummaryModel model;
    private final Path folder;
    private final Deadline deadline;
    private final PrintStream out;

    /**
     * A trial of a model.
     *
     * @param folder where its summaries go, and what each film came to; films that are there are not tried again
     */
    Trial(SummaryModel model, Path folder, Deadline deadline, PrintStream out) {
        this.model = model;
        this.folder = folder;
        this.deadline = deadline;
        this.out = out;
    }

    /**
     * What a choice of frames shows.
     *
     * @param important which part of it is in the more important half of the film's shots
     * @param empty which part is blank or frozen
     */
    record Shown(double important, double empty) {}

    /**
     * What one film came to.
     *
     * @param tau Kendall's tau-b of the scores of the samples against the truth
     * @param fast F1 of the cuts found by looking at some frames
     * @param full F1 of the cuts found by looking at all frames
     * @param summary what the summary shows
     * @param uniform what as many frames show in pieces at even distances
     * @param random what as many frames show in pieces anywhere
     */
    record Result(String film, double tau, double fast, double full, Shown summary, Shown uniform, Shown random) {

        /** The numbers by name. */
        Map<String, Double> metrics() {
            Map<String, Double> metrics = new LinkedHashMap<>();
            metrics.put("tau", tau);
            metrics.put("f1_of_cuts_fast", fast);
            metrics.put("f1_of_cuts_full", full);
            metrics.put("important_share", summary.important());
            metrics.put("important_share_uniform", uniform.important());
            metrics.put("important_share_random", random.important());
            metrics.put("empty_share", summary.empty());
            metrics.put("empty_share_uniform", uniform.empty());
            metrics.put("empty_share_random", random.empty());
            return metrics;
        }
    }

    /** Prints a line a film, and gives the means. */
    Result of(List<Screenplay> screenplays, Path films) throws IOException {
        Files.createDirectories(folder);
        List<Result> results = new ArrayList<>();
        for (Screenplay screenplay : screenplays) {
            Path file = folder.resolve(screenplay.name() + ".json");
            if (!Files.exists(file)) {
                deadline.check();
                JSON.writeValue(file.toFile(), of(screenplay, screenplay.file(films)));
            }
            results.add(JSON.readValue(file.toFile(), Result.class));
            out.println(line(results.get(results.size() - 1)));
        }
        Result mean = new Result(
                "mean",
                mean(results, Result::tau),
                mean(results, Result::fast),
                mean(results, Result::full),
                shown(results, Result::summary),
                shown(results, Result::uniform),
                shown(results, Result::random));
        out.println(line(mean));
        return mean;
    }

    private Result of(Screenplay screenplay, Path film) {
        Summary fast = summary(film, SegmentationMode.FAST);
        Summary full = summary(film, SegmentationMode.FULL);
        BitSet played = new BitSet();
        fast.segments().forEach(segment -> played.set(segment.first(), segment.last() + 1));
        SplittableRandom random = new SplittableRandom(screenplay.seed());
        return new Result(
                screenplay.name(),
                tau(screenplay, fast),
                f1(screenplay, fast),
                f1(screenplay, full),
                shown(screenplay, played),
                shown(screenplay, pieces(screenplay, played.cardinality(), Optional.empty())),
                shown(screenplay, pieces(screenplay, played.cardinality(), Optional.of(random))));
    }

    private Summary summary(Path film, SegmentationMode segmentation) {
        Path output = folder.resolve(film.getFileName()
                .toString()
                .replace(".mp4", "." + segmentation.name().toLowerCase(Locale.ROOT) + ".mp4"));
        return new Summarizer(model)
                .summarize(
                        film,
                        SummaryOptions.DEFAULTS
                                .withSegmentation(segmentation)
                                .withOutput(output)
                                .withOverwrite(true),
                        ProgressListener.NONE);
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

    /** Each cut finds at most one other, the nearest that is left. */
    static double f1(Screenplay screenplay, Summary summary) {
        int tolerance = (int) (TOLERANCE_SECONDS * screenplay.fps());
        int[] truth = Arrays.stream(screenplay.starts()).skip(1).toArray();
        List<Integer> found = new ArrayList<>(
                summary.shots().stream().skip(1).map(Summary.ScoredShot::first).toList());
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

    /** How much of it is in the more important half of the shots, and how much in empty ones. */
    private static Shown shown(Screenplay screenplay, BitSet frames) {
        double[] importance = screenplay.shots().stream()
                .mapToDouble(Shot::importance)
                .sorted()
                .toArray();
        double middle = importance[importance.length / 2];
        int important = 0;
        int empty = 0;
        int at = 0;
        for (Shot shot : screenplay.shots()) {
            int shown = frames.get(at, at + shot.frames()).cardinality();
            important += shot.importance() >= middle ? shown : 0;
            empty += shot.kind().isEmpty() ? shown : 0;
            at += shot.frames();
        }
        double all = frames.cardinality();
        return new Shown(important / all, empty / all);
    }

    /** Pieces of two seconds that have so many frames together. */
    private static BitSet pieces(Screenplay screenplay, int wanted, Optional<SplittableRandom> random) {
        BitSet pieces = new BitSet();
        int frames = screenplay.frames();
        int length = 2 * screenplay.fps();
        int count = Math.max(1, wanted / length);
        for (int i = 0; i < count; i++) {
            int start = random.map(any -> any.nextInt(frames - length)).orElse(0);
            if (random.isEmpty()) {
                start = (int) ((i + 0.5) * frames / count) - length / 2;
            }
            pieces.set(Math.max(0, start), Math.min(frames, start + length));
        }
        return pieces;
    }

    private static double mean(List<Result> results, ToDoubleFunction<Result> value) {
        return results.stream().mapToDouble(value).average().orElse(0);
    }

    private static Shown shown(List<Result> results, Function<Result, Shown> shown) {
        return new Shown(
                mean(results, result -> shown.apply(result).important()),
                mean(results, result -> shown.apply(result).empty()));
    }

    private static String line(Result result) {
        return String.format(
                Locale.ROOT,
                "%-12s tau %6.3f  cuts fast %.3f full %.3f  important %.2f (uniform %.2f, random %.2f)  empty %.2f (%.2f, %.2f)",
                result.film(),
                result.tau(),
                result.fast(),
                result.full(),
                result.summary().important(),
                result.uniform().important(),
                result.random().important(),
                result.summary().empty(),
                result.uniform().empty(),
                result.random().empty());
    }
}
