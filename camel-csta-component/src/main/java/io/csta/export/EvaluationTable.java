package io.csta.export;

import io.csta.evaluation.BaselineResult;
import io.csta.evaluation.Evaluation;
import io.csta.evaluation.MeanResult;
import io.csta.evaluation.RankCorrelation;
import io.csta.evaluation.SplitResult;
import io.csta.evaluation.VideoResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;

/** Evaluations as tables for people: one line per video, per split, and for all splits. */
public final class EvaluationTable {

    private static final String MEAN = "mean";
    private static final String ALL = "all";
    private static final String UNDEFINED = "–";

    private final boolean splits;
    private final boolean f1;
    private final List<List<String>> rows = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    private EvaluationTable(boolean splits, MeanResult overall) {
        this.splits = splits;
        this.f1 = overall.f1().isPresent();
        rows.add(cells("split", "video", "tau", "rho", "F1 %"));
        if (overall.leftOut() > 0) {
            notes.add(
                    "The means of tau and rho exclude %d %s whose summary is empty, or whose scores or annotations are all equal."
                            .formatted(overall.leftOut(), overall.leftOut() == 1 ? "video" : "videos"));
        }
    }

    /** The table of an evaluation. */
    public static EvaluationTable of(Evaluation evaluation) {
        EvaluationTable table = new EvaluationTable(true, evaluation.overall());
        table.notes.add(0, "Protocol: %s.".formatted(evaluation.protocol().benchmark()));
        for (SplitResult split : evaluation.splits()) {
            table.add(Integer.toString(split.number()), split.videos(), split.mean());
        }
        table.add(ALL, Map.of(), evaluation.overall());
        table.note(evaluation.splits().stream()
                .flatMap(split -> split.videos().values().stream())
                .mapToInt(VideoResult::leftOut)
                .sum());
        return table;
    }

    /** The table of a baseline. */
    public static EvaluationTable of(BaselineResult baseline) {
        EvaluationTable table = new EvaluationTable(false, baseline.mean());
        table.add("", baseline.videos(), baseline.mean());
        table.note(baseline.videos().values().stream()
                .mapToInt(VideoResult::leftOut)
                .sum());
        return table;
    }

    /** As columns for a terminal. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        String group = "";
        for (List<String> row : rows) {
            boolean same = row.get(0).equals(group);
            if (splits && !same && lines.size() > 1) {
                lines.add("");
            }
            lines.add(line(row, splits && same));
            group = row.get(0);
        }
        return withNotes(lines);
    }

    /** As Markdown. */
    public List<String> markdown() {
        List<String> lines = new ArrayList<>();
        for (List<String> row : rows) {
            lines.add("| "
                    + String.join(
                            " | ", row.stream().map(EvaluationTable::emphasized).toList()) + " |");
        }
        StringBuilder rule = new StringBuilder("|");
        for (int i = 0; i < rows.get(0).size(); i++) {
            rule.append(i < names() ? "---|" : "---:|");
        }
        lines.add(1, rule.toString());
        return withNotes(lines);
    }

    /** The number of columns with names, which come before those with numbers. */
    private int names() {
        return splits ? 2 : 1;
    }

    private String line(List<String> row, boolean repeats) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < row.size(); i++) {
            String cell = i == 0 && repeats ? "" : row.get(i);
            String padding = " ".repeat(width(i) - cell.length());
            line.append(i < names() ? cell + padding : padding + cell).append("   ");
        }
        return line.toString().stripTrailing();
    }

    private int width(int column) {
        return rows.stream().mapToInt(row -> row.get(column).length()).max().orElseThrow();
    }

    private List<String> withNotes(List<String> lines) {
        for (String note : notes) {
            lines.add("");
            lines.add(note);
        }
        return lines;
    }

    private void note(int annotatorsLeftOut) {
        if (annotatorsLeftOut > 0) {
            notes.add("The tau and rho of the videos exclude annotators whose scores are all equal: %d in total."
                    .formatted(annotatorsLeftOut));
        }
    }

    private void add(String split, Map<String, VideoResult> videos, MeanResult mean) {
        videos.forEach((name, video) -> rows.add(cells(split, name, video.correlation(), video.f1())));
        rows.add(cells(split, MEAN, mean.correlation(), mean.f1()));
    }

    private List<String> cells(
            String split, String name, Optional<RankCorrelation> correlation, OptionalDouble percent) {
        return cells(
                split,
                name,
                coefficient(correlation, RankCorrelation::tau),
                coefficient(correlation, RankCorrelation::rho),
                percent.isPresent() ? String.format(Locale.ROOT, "%.1f", percent.getAsDouble()) : UNDEFINED);
    }

    private List<String> cells(String split, String name, String tau, String rho, String percent) {
        List<String> cells = new ArrayList<>(List.of(split, name, tau, rho, percent));
        if (!f1) {
            cells.remove(cells.size() - 1);
        }
        return splits ? cells : cells.subList(1, cells.size());
    }

    private static String coefficient(Optional<RankCorrelation> correlation, ToDoubleFunction<RankCorrelation> which) {
        return correlation
                .map(both -> String.format(Locale.ROOT, "%.3f", which.applyAsDouble(both)))
                .orElse(UNDEFINED);
    }

    private static String emphasized(String cell) {
        return cell.equals(MEAN) || cell.equals(ALL) ? "**" + cell + "**" : cell;
    }
}
