package io.csta.cli;

import io.csta.summary.Summary;
import io.csta.summary.Summary.ScoredShot;
import io.csta.summary.Summary.Segment;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Summaries as text. */
final class SummaryText {

    private SummaryText() {}

    /** A summary that was written, in one line. */
    static String written(Summary summary) {
        return "%s, written to %s".formatted(what(summary), summary.summary().file());
    }

    /** A summary that would be written: one line, and a table of what it plays of each shot, and why. */
    static List<String> planned(Summary summary) {
        List<String> lines = new ArrayList<>();
        lines.add("%s, would be written to %s"
                .formatted(what(summary), summary.summary().file()));
        lines.add("      start         end    seconds  reason");
        for (Segment segment : summary.segments()) {
            for (ScoredShot shot : summary.shots()) {
                if (shot.first() <= segment.last() && segment.first() <= shot.last()) {
                    lines.add(row(
                            Math.max(shot.start(), segment.start()),
                            Math.min(shot.end(), segment.end()),
                            shot.reason()));
                }
            }
        }
        return lines;
    }

    private static String row(double start, double end, String reason) {
        return String.format(
                Locale.ROOT,
                "%11s %11s %10.1f  %s",
                ProgressDisplay.time(start),
                ProgressDisplay.time(end),
                end - start,
                reason);
    }

    private static String what(Summary summary) {
        return String.format(
                Locale.ROOT,
                "%s: %s of %s in %s",
                Names.of(summary.video().file()),
                ProgressDisplay.duration(summary.summary().duration()),
                ProgressDisplay.duration(summary.video().duration()),
                Counted.of(summary.segments().size(), "part"));
    }
}
