package io.csta.benchmark;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Whether a summary is as good as intended: each kind of frame that is not worth showing has a share of at most 1 %, and the summary
 * represents what is visible in the film better than evenly spaced and randomly chosen parts.
 */
final class SummaryVerdict {

    private static final double LARGEST_SHARE = 0.01;

    private final List<String> passed = new ArrayList<>();
    private final List<String> missed = new ArrayList<>();

    private SummaryVerdict() {}

    /** The verdict in one line, which names every criterion. */
    static String of(SummaryQuality summary, SummaryQuality uniform, SummaryQuality random) {
        SummaryVerdict verdict = new SummaryVerdict();
        verdict.share("black", summary.black());
        verdict.share("faded", summary.faded());
        verdict.share("frozen", summary.frozen());
        verdict.share("repeated", summary.repeated());
        verdict.distance("uniform", summary, uniform);
        verdict.distance("random", summary, random);
        return verdict.line();
    }

    private void share(String kind, double share) {
        String limit = String.format(Locale.ROOT, "%s %.1f %%", kind, 100 * share);
        (share <= LARGEST_SHARE ? passed : missed).add(limit + " (limit 1.0 %)");
    }

    private void distance(String name, SummaryQuality summary, SummaryQuality other) {
        boolean better = summary.coverageLit() < other.coverageLit();
        (better ? passed : missed)
                .add(String.format(
                        Locale.ROOT,
                        "distance without black %.3f (%s %.3f)",
                        summary.coverageLit(),
                        name,
                        other.coverageLit()));
    }

    private String line() {
        return missed.isEmpty()
                ? "PASS: " + String.join(", ", passed)
                : "MISS: %s; passed: %s"
                        .formatted(String.join(", ", missed), passed.isEmpty() ? "none" : String.join(", ", passed));
    }
}
