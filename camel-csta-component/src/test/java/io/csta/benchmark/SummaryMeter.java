package io.csta.benchmark;

import io.csta.benchmark.DecodedFilm.Frame;
import io.csta.summary.Budget;
import io.csta.video.FrameRange;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** Measures summaries of one film, and creates simple ones to compare with. */
final class SummaryMeter {

    private static final double SAMPLES_PER_SECOND = 2;

    /** The length of the parts of simple summaries, in seconds. */
    private static final double PART = 2;

    private static final double REPEATED_COLOURS = 0.08;
    private static final double REPEATED_CELLS = 4;

    private final DecodedFilm film;
    private final EmptyFrames empty;
    private final int step;

    SummaryMeter(DecodedFilm film) {
        this.film = film;
        this.empty = EmptyFrames.of(film);
        this.step = (int) Math.max(1, Math.round(film.timeline().fps() / SAMPLES_PER_SECOND));
    }

    /** Parts of two seconds at equal distances, with this many frames in total. */
    List<FrameRange> uniform(int total) {
        int parts = parts(total);
        int slack = film.frames().size() - total;
        return ranges(
                total,
                parts,
                IntStream.range(0, parts)
                        .map(i -> (int) ((i + 0.5) * slack / parts))
                        .toArray());
    }

    /** Parts of two seconds at random places, with this many frames in total. */
    List<FrameRange> random(int total, long seed) {
        int parts = parts(total);
        int slack = film.frames().size() - total;
        return ranges(
                total,
                parts,
                new Random(seed).ints(parts, 0, slack + 1).sorted().toArray());
    }

    private int parts(int total) {
        return (int) Math.max(1, Math.round(total / (PART * film.timeline().fps())));
    }

    /** @param gaps the number of omitted frames before each part, ascending */
    private static List<FrameRange> ranges(int total, int parts, int[] gaps) {
        List<FrameRange> ranges = new ArrayList<>();
        for (int i = 0; i < parts; i++) {
            int first = (int) ((long) total * i / parts);
            int end = (int) ((long) total * (i + 1) / parts);
            ranges.add(new FrameRange(gaps[i] + first, gaps[i] + end - 1));
        }
        return ranges;
    }

    /**
     * Measures a summary.
     *
     * @param budget how long it could have been
     */
    SummaryQuality measure(List<FrameRange> parts, Budget budget) {
        int[] frames = parts.stream().flatMapToInt(SummaryMeter::frames).toArray();
        double fps = film.timeline().fps();
        double[] lengths =
                parts.stream().mapToDouble(part -> part.frames() / fps).sorted().toArray();
        int[] samples = IntStream.iterate(0, i -> i < film.frames().size(), i -> i + step)
                .toArray();
        double[] distances = IntStream.of(samples)
                .mapToDouble(sample -> distance(sample, parts))
                .toArray();
        return new SummaryQuality(
                share(frames, empty.dark()),
                share(frames, empty.black()),
                share(frames, empty.faded()),
                share(frames, empty.frozen()),
                repeated(parts) / (double) frames.length,
                DoubleStream.of(distances).average().orElseThrow(),
                IntStream.range(0, samples.length)
                        .filter(i -> !empty.black().get(samples[i]))
                        .mapToDouble(i -> distances[i])
                        .average()
                        .orElseThrow(),
                parts.size(),
                (lengths[lengths.length / 2] + lengths[(lengths.length - 1) / 2]) / 2,
                lengths[0],
                frames.length / frames(budget));
    }

    private double frames(Budget budget) {
        return Math.floor(
                budget instanceof Budget.Ratio share
                        ? share.ratio() * film.frames().size()
                        : ((Budget.Length) budget).seconds() * film.timeline().fps());
    }

    private static IntStream frames(FrameRange range) {
        return IntStream.rangeClosed(range.first(), range.last());
    }

    private static double share(int[] frames, BitSet which) {
        return IntStream.of(frames).filter(which::get).count() / (double) frames.length;
    }

    /** The colour distance to the nearest frame of the summary; a quarter of the sampling step is fine enough. */
    private double distance(int sample, List<FrameRange> parts) {
        Frame frame = film.frames().get(sample);
        int stride = Math.max(1, step / 4);
        double nearest = 1;
        for (FrameRange part : parts) {
            for (int i = part.first(); i <= part.last(); i += stride) {
                nearest = Math.min(nearest, frame.colourDistance(film.frames().get(i)));
            }
        }
        return nearest;
    }

    private long repeated(List<FrameRange> parts) {
        long repeated = 0;
        for (int i = 1; i < parts.size(); i++) {
            List<FrameRange> earlier = parts.subList(0, i);
            repeated += frames(parts.get(i))
                    .filter(frame -> !empty.black().get(frame))
                    .filter(frame ->
                            earlier.stream().flatMapToInt(SummaryMeter::frames).anyMatch(other -> equal(frame, other)))
                    .count();
        }
        return repeated;
    }

    private boolean equal(int frame, int other) {
        Frame one = film.frames().get(frame);
        Frame two = film.frames().get(other);
        return Math.abs(one.luma() - two.luma()) < REPEATED_CELLS
                && one.meanDifference(two) < REPEATED_CELLS
                && one.colourDistance(two) < REPEATED_COLOURS;
    }
}
