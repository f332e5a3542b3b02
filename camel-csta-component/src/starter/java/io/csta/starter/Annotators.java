package io.csta.starter;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Simulated annotators: each has a different scale and preferences, makes errors, and notices late that something has started.
 */
final class Annotators {

    static final String HEADER = "video,annotator,start,end,score";

    private static final int COUNT = 6;
    private static final double ERROR = 0.12;
    private static final double PREFERENCE = 0.1;
    private static final double LONGEST_DELAY = 0.6;

    /** The highest rating; the lowest is 0. */
    private static final int SCALE = 10;

    private Annotators() {}

    /** Their ratings of a film, as lines of CSV in the order of {@link #HEADER}. */
    static List<String> rate(Screenplay screenplay, String file) {
        SplittableRandom random = new SplittableRandom(screenplay.seed() + 1);
        List<FilmShot.Part> parts = screenplay.shots().stream()
                .flatMap(shot -> shot.parts(screenplay.fps()).stream())
                .toList();
        double last = (screenplay.frames() - 1.0) / screenplay.fps();
        List<String> lines = new ArrayList<>();
        for (int annotator = 1; annotator <= COUNT; annotator++) {
            double gain = 0.8 + 0.4 * random.nextDouble();
            double delay = LONGEST_DELAY * random.nextDouble();
            Map<Kind, Double> preferences = preferences(random);
            double[] impressions = parts.stream()
                    .mapToDouble(part -> gain * part.importance()
                            + preferences.getOrDefault(part.kind(), 0.0)
                            + ERROR * normal(random))
                    .toArray();
            double threshold = threshold(impressions);
            double start = 0;
            int end = 0;
            for (int i = 0; i < impressions.length; i++) {
                end += parts.get(i).frames();
                long score =
                        impressions[i] < threshold ? 0 : Math.max(1, Math.round(SCALE * Math.min(1, impressions[i])));
                double until = (double) end / screenplay.fps() + delay;
                if (start < last) { // otherwise the film ends before they notice
                    lines.add(String.format(Locale.ROOT, "%s,%d,%.3f,%.3f,%d", file, annotator, start, until, score));
                }
                start = until;
            }
        }
        return lines;
    }

    /** The lowest impression that gets a rating above 0; every film gets at least one such rating. */
    private static double threshold(double[] impressions) {
        return Math.min(0.5 / SCALE, Arrays.stream(impressions).max().orElse(0));
    }

    private static Map<Kind, Double> preferences(SplittableRandom random) {
        Map<Kind, Double> preferences = new EnumMap<>(Kind.class);
        for (Kind kind : Kind.values()) {
            preferences.put(kind, PREFERENCE * normal(random));
        }
        return preferences;
    }

    /** Approximately normal: the sum of twelve uniform numbers. */
    private static double normal(SplittableRandom random) {
        return random.doubles(12).sum() - 6;
    }
}
