package io.csta.training;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.csta.OutputFile;
import io.csta.evaluation.MeanResult;
import io.csta.evaluation.RankCorrelation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The same run with several seeds: how much its results depend on random numbers.
 *
 * @param reports the results by seed, at least one
 */
public record SeedStudy(SortedMap<Long, TrainingReport> reports) {

    private static final String JSON = "seeds.json";
    private static final String MARKDOWN = "seeds.md";

    /** Copies the map. */
    public SeedStudy {
        reports = new TreeMap<>(reports);
    }

    /**
     * The mean over the test results of all splits with all seeds.
     *
     * @param mean their mean
     * @param deviation their sample standard deviation; 0 if there is one
     * @param count their number
     */
    public record Statistic(double mean, double deviation, int count) {

        private static Statistic of(List<Double> values) {
            double mean = values.stream().mapToDouble(each -> each).average().orElse(Double.NaN);
            double squares = values.stream()
                    .mapToDouble(each -> (each - mean) * (each - mean))
                    .sum();
            int count = values.size();
            return new Statistic(mean, count < 2 ? 0 : Math.sqrt(squares / (count - 1)), count);
        }

        /** The mean and the deviation; a dash if there are no values. */
        public String text(int digits) {
            String number = "%." + digits + "f";
            return count == 0 ? "–" : String.format(Locale.ROOT, number + " ± " + number, mean, deviation);
        }

        private ObjectNode json() {
            ObjectNode json = JsonNodeFactory.instance.objectNode();
            if (count > 0) {
                json.put("mean", mean);
                json.put("deviation", deviation);
            }
            json.put("count", count);
            return json;
        }
    }

    /** Kendall's tau-b. */
    public Statistic tau() {
        return over(split -> split.correlation().map(RankCorrelation::tau).stream());
    }

    /** Spearman's rho. */
    public Statistic rho() {
        return over(split -> split.correlation().map(RankCorrelation::rho).stream());
    }

    /** F1, in percent. */
    public Statistic f1() {
        return over(split -> split.f1().stream().boxed());
    }

    private Statistic over(Function<MeanResult, Stream<Double>> value) {
        return Statistic.of(reports.values().stream()
                .flatMap(report -> report.splits().stream())
                .flatMap(split -> value.apply(split.test().mean()))
                .toList());
    }

    /** A table in Markdown: a row for each seed over its splits, and a row for all of them. */
    public String markdown() {
        StringBuilder table = new StringBuilder("| seed | tau | rho | F1 % |\n|---|---|---|---|\n");
        reports.forEach((seed, report) -> table.append(row(Long.toString(seed), of(seed, report))));
        return table.append(row("all", this)).toString();
    }

    private static String row(String name, SeedStudy study) {
        return "| %s | %s | %s | %s |\n"
                .formatted(
                        name,
                        study.tau().text(3),
                        study.rho().text(3),
                        study.f1().text(2));
    }

    private static SeedStudy of(long seed, TrainingReport report) {
        return new SeedStudy(new TreeMap<>(Map.of(seed, report)));
    }

    private ObjectNode json() {
        ObjectNode json = statistics();
        reports.forEach((seed, report) ->
                json.withArray("seeds").add(of(seed, report).statistics().put("seed", seed)));
        return json;
    }

    private ObjectNode statistics() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.set("tau", tau().json());
        json.set("rho", rho().json());
        json.set("f1", f1().json());
        return json;
    }

    /**
     * Writes {@code seeds.json} and {@code seeds.md}.
     *
     * @throws io.csta.OutputException if they cannot be written
     */
    public void write(Path folder) {
        OutputFile.write(folder.resolve(JSON), part -> Files.writeString(part, json().toPrettyString() + "\n"));
        OutputFile.write(folder.resolve(MARKDOWN), part -> Files.writeString(part, markdown()));
    }
}
