package io.csta.benchmark;

import io.csta.footage.Films;
import io.csta.footage.TestFilm;
import io.csta.model.ModelStore;
import io.csta.model.SummaryModel;
import io.csta.summary.Budget;
import io.csta.summary.ProgressListener;
import io.csta.summary.Summarizer;
import io.csta.summary.Summary;
import io.csta.video.FrameRange;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Measures summaries of real footage, and writes tables to {@code target/footage.md}. The films stay in {@code target/footage}, with
 * the summaries.
 *
 * <p>{@code -Dfootage.variants} compares models and options, for example
 * {@code "-Dfootage.variants=starter;starter segmentation=full;/path/of/a/model"}. Beside each of them are evenly spaced parts of two
 * seconds, and randomly chosen ones (the mean of twenty choices), of the same length in total as the summary of the first variant. Below each table is a {@link SummaryVerdict}.
 */
@Tag("benchmark")
class FootageBenchmark {

    private static final Path FOLDER = Path.of("target", "footage");
    private static final int SEEDS = 20;
    private static final String UNIFORM = "uniform";
    private static final String RANDOM = "random";
    private static final String[] COLUMNS = {
        "",
        "black",
        "faded",
        "frozen",
        "repeated",
        "dark",
        "distance",
        "without black",
        "parts",
        "median",
        "shortest",
        "budget"
    };

    private final MarkdownTable table = new MarkdownTable();

    /** The results of each way of summarizing, in the order of the films. */
    private final Map<String, List<SummaryQuality>> results = new TreeMap<>();

    @Test
    void summaries_ofAllFilms_areMeasured() {
        List<TestFilm> films = Films.write(FOLDER);
        List<SummaryMeter> meters = new ArrayList<>();
        films.forEach(film -> meters.add(new SummaryMeter(DecodedFilm.of(film.file()))));
        List<Variant> variants = Variant.all();
        List<String> order = new ArrayList<>();
        for (int v = 0; v < variants.size(); v++) {
            order.add(variants.get(v).name());
            measure(variants.get(v), v, films, meters);
        }
        order.addAll(List.of(UNIFORM, RANDOM));
        compare(
                "Mean of %d films".formatted(films.size()),
                order,
                name -> SummaryQuality.mean(results.get(name), true));
        for (int i = 0; i < films.size(); i++) {
            int film = i;
            compare("Film " + films.get(i).name(), order, name -> results.get(name)
                    .get(film));
        }
        table.write(Path.of("target", "footage.md"));
    }

    /** A table with a row for each way of summarizing, and a verdict on each but the baselines. */
    private void compare(String title, List<String> order, Function<String, SummaryQuality> quality) {
        table.begin(title, COLUMNS);
        order.forEach(name -> row(name, quality.apply(name)));
        order.stream()
                .filter(name -> !name.equals(UNIFORM) && !name.equals(RANDOM))
                .forEach(name -> table.note("%s: %s"
                        .formatted(
                                name,
                                SummaryVerdict.of(
                                        quality.apply(name), quality.apply(UNIFORM), quality.apply(RANDOM)))));
    }

    private void measure(Variant variant, int number, List<TestFilm> films, List<SummaryMeter> meters) {
        List<SummaryQuality> own = new ArrayList<>();
        try (SummaryModel model = ModelStore.ofUser().load(variant.model(), "cpu")) {
            Summarizer summarizer = new Summarizer(model);
            for (int i = 0; i < films.size(); i++) {
                TestFilm film = films.get(i);
                Path output = FOLDER.resolve("%s.summary-%d.mp4".formatted(film.name(), number + 1));
                Summary summary = summarizer.summarize(
                        film.file(), variant.options().withOutput(output).withOverwrite(true), ProgressListener.NONE);
                List<FrameRange> parts = summary.segments().stream()
                        .map(segment -> new FrameRange(segment.first(), segment.last()))
                        .toList();
                own.add(meters.get(i).measure(parts, variant.options().budget()));
                if (number == 0) {
                    baselines(
                            meters.get(i),
                            parts.stream().mapToInt(FrameRange::frames).sum(),
                            variant.options().budget());
                }
            }
        }
        results.put(variant.name(), own);
    }

    private void baselines(SummaryMeter meter, int frames, Budget budget) {
        results.computeIfAbsent(UNIFORM, name -> new ArrayList<>()).add(meter.measure(meter.uniform(frames), budget));
        results.computeIfAbsent(RANDOM, name -> new ArrayList<>())
                .add(SummaryQuality.mean(
                        IntStream.range(0, SEEDS)
                                .mapToObj(seed -> meter.measure(meter.random(frames, seed), budget))
                                .toList(),
                        false));
    }

    private void row(String name, SummaryQuality quality) {
        table.row(List.of(
                name,
                percent(quality.black()),
                percent(quality.faded()),
                percent(quality.frozen()),
                percent(quality.repeated()),
                percent(quality.dark()),
                number("%.3f", quality.coverage()),
                number("%.3f", quality.coverageLit()),
                number("%.1f", quality.parts()),
                number("%.1f s", quality.median()),
                number("%.1f s", quality.shortest()),
                percent(quality.used())));
    }

    private static String percent(double share) {
        return number("%.1f %%", 100 * share);
    }

    private static String number(String format, double value) {
        return String.format(Locale.ROOT, format, value);
    }
}
