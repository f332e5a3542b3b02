package io.csta.benchmark;

import io.csta.footage.Films;
import io.csta.footage.TestFilm;
import io.csta.model.ModelCard;
import io.csta.model.ModelStore;
import io.csta.model.SummaryModel;
import io.csta.segmentation.Shot;
import io.csta.summary.ProgressListener;
import io.csta.summary.SegmentationMode;
import io.csta.summary.Summarizer;
import io.csta.summary.SummaryOptions;
import io.csta.summary.VideoAnalysis;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Measures how well boundaries between shots of real footage are found, with each built-in extractor, and writes tables to
 * {@code target/boundaries.md}. {@code -Dfootage.full=false} skips {@code full}, which takes long.
 */
@Tag("benchmark")
class BoundaryBenchmark {

    private static final List<String> EXTRACTORS = List.of("googlenet-calibrated-1", "efficientnet-lite0");
    private static final double TOLERANCE = 0.5;

    /** Longer films are not measured with {@code full}, in seconds. */
    private static final double LONGEST_FOR_FULL = 90;

    private final MarkdownTable table = new MarkdownTable();

    @TempDir
    private Path folder;

    /**
     * The boundaries of a film that were found.
     *
     * @param expected the number of real ones
     * @param found the number of those that the segmentation reports
     * @param missed the real ones, in seconds, for which none is reported within half a second
     */
    private record Score(int expected, int found, List<Double> missed) {

        int matched() {
            return expected - missed.size();
        }

        double f1() {
            return expected + found == 0 ? 1 : 2.0 * matched() / (expected + found);
        }
    }

    @Test
    void boundaries_ofAllFilms_areMeasured() throws IOException {
        List<TestFilm> films = Films.write(Path.of("target", "footage"));
        measure(SegmentationMode.FAST, films);
        if (Boolean.parseBoolean(System.getProperty("footage.full", "true"))) {
            measure(
                    SegmentationMode.FULL,
                    films.stream()
                            .filter(film -> DecodedFilm.timeline(film.file()).duration() <= LONGEST_FOR_FULL)
                            .toList());
        }
        table.write(Path.of("target", "boundaries.md"));
    }

    private void measure(SegmentationMode mode, List<TestFilm> films) throws IOException {
        Map<String, List<Score>> scores = new LinkedHashMap<>();
        for (String extractor : EXTRACTORS) {
            try (SummaryModel model =
                    ModelStore.in(folder).load(bundle(extractor).toString(), "cpu")) {
                Summarizer summarizer = new Summarizer(model);
                SummaryOptions options = SummaryOptions.DEFAULTS.withSegmentation(mode);
                List<Score> own = new ArrayList<>();
                for (TestFilm film : films) {
                    own.add(score(film, summarizer.analyze(film.file(), options, ProgressListener.NONE)));
                }
                scores.put(extractor, own);
            }
        }
        report(mode, films, scores);
    }

    private void report(SegmentationMode mode, List<TestFilm> films, Map<String, List<Score>> scores) {
        List<String> columns = new ArrayList<>(List.of("film", "boundaries"));
        for (String extractor : EXTRACTORS) {
            columns.addAll(List.of("F1, " + extractor, "found", "correct"));
        }
        table.begin(
                "Boundaries found by `%s`".formatted(mode.name().toLowerCase(Locale.ROOT)),
                columns.toArray(String[]::new));
        for (int i = 0; i < films.size(); i++) {
            List<String> cells = new ArrayList<>();
            cells.add(films.get(i).name());
            cells.add(Integer.toString(films.get(i).boundaries().size()));
            for (List<Score> own : scores.values()) {
                Score score = own.get(i);
                cells.add(String.format(Locale.ROOT, "%.2f", score.f1()));
                cells.add(Integer.toString(score.found));
                cells.add(Integer.toString(score.matched()));
            }
            table.row(cells);
        }
        List<String> means = new ArrayList<>(List.of("mean", ""));
        for (List<Score> own : scores.values()) {
            double mean = own.stream().mapToDouble(Score::f1).average().orElse(Double.NaN);
            means.addAll(List.of(String.format(Locale.ROOT, "%.2f", mean), "", ""));
        }
        table.row(means);
        scores.forEach((extractor, own) -> table.note("Missed in the %s by %s: %s"
                .formatted(
                        films.get(0).name(),
                        extractor,
                        own.get(0).missed.stream()
                                .map(time -> String.format(Locale.ROOT, "%.2f s", time))
                                .collect(Collectors.joining(", ")))));
    }

    /** Pairs boundaries in order, each with at most one. */
    private static Score score(TestFilm film, VideoAnalysis analysis) {
        List<Double> found = analysis.shots().stream()
                .skip(1)
                .map(Shot::first)
                .map(analysis.timeline()::start)
                .toList();
        List<Double> expected = film.boundaries();
        List<Double> missed = new ArrayList<>();
        int next = 0;
        for (double boundary : expected) {
            while (next < found.size() && found.get(next) < boundary - TOLERANCE) {
                next++;
            }
            if (next < found.size() && found.get(next) <= boundary + TOLERANCE) {
                next++;
            } else {
                missed.add(boundary);
            }
        }
        return new Score(expected.size(), found.size(), missed);
    }

    /** A model with another extractor; its scorer is not used, but has to be there. */
    private Path bundle(String extractor) throws IOException {
        ModelCard card = ModelStore.in(folder).card(ModelStore.DEFAULT);
        Path bundle = Files.createDirectories(folder.resolve(extractor));
        String scorer =
                Objects.requireNonNull(card.files().get(ModelCard.SCORER)).file();
        Path weights = bundle.resolve(scorer);
        if (!Files.exists(weights)) {
            try (InputStream in = ModelStore.class.getResourceAsStream("starter/" + scorer)) {
                Files.copy(Objects.requireNonNull(in), weights);
            }
        }
        Map<String, String> architecture = new LinkedHashMap<>(card.architecture());
        architecture.put(ModelCard.EXTRACTOR, extractor);
        ModelCard other = new ModelCard(
                card.schema(),
                extractor,
                architecture,
                card.files(),
                card.trainedOn(),
                card.licence(),
                card.warning(),
                card.limits(),
                card.selection(),
                card.training());
        Files.writeString(bundle.resolve("model.json"), other.text());
        return bundle;
    }
}
