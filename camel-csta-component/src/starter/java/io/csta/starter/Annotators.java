package io.csta.starter;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * People who rate films: each has a scale and a taste of its own, errs, and notices late that something new has begun.
 */
final class Annotators {

    static final String HEADER = "video,annotator,start,end,score";

    private static final int COUNT = 6;
    private static final double ERROR = 0.12;
    private static final double TASTE = 0.1;
    private static final double LONGEST_DELAY = 0.6;

    /** What is noted down, from 0 to this. */
    private static final int SCALE = 10;

    private Annotators() {}

    /** What they say of a film, as lines of CSV in the order of {@link #HEADER}. */
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
            Map<Kind, Double> tastes = tastes(random);
            double[] felt = parts.stream()
                    .mapToDouble(part ->
                            gain * part.importance() + tastes.getOrDefault(part.kind(), 0.0) + ERROR * normal(random))
                    .toArray();
            double least = leastThatCounts(felt);
            double start = 0;
            int end = 0;
            for (int i = 0; i < felt.length; i++) {
                end += parts.get(i).frames();
                long score = felt[i] < least ? 0 : Math.max(1, Math.round(SCALE * Math.min(1, felt[i])));
                double until = (double) end / screenplay.fps() + delay;
                if (start < last) { // or it is over before they notice
                    lines.add(String.format(Locale.ROOT, "%s,%d,%.3f,%.3f,%d", file, annotator, start, until, score));
                }
                start = until;
            }
        }
        return lines;
    }

    /** Something is noted down of every film, even if it leaves somebody cold. */
    private static double leastThatCounts(double[] felt) {
        return Math.min(0.5 / SCALE, Arrays.stream(felt).max().orElse(0));
    }

    private static Map<Kind, Double> tastes(SplittableRandom random) {
        Map<Kind, Double> tastes = new EnumMap<>(Kind.class);
        for (Kind kind : Kind.values()) {
            tastes.put(kind, TASTE * normal(random));
        }
        return tastes;
    }

    /** About normal: the sum of twelve uniform numbers. */
    private static double normal(SplittableRandom random) {
        return random.doubles(12).sum() - 6;
    }
}
