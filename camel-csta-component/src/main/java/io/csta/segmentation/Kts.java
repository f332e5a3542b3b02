package io.csta.segmentation;

import io.csta.CancelledException;
import io.csta.Futures;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/**
 * Kernel temporal segmentation (Potapov, Douze, Harchaoui and Schmid, ECCV 2014), exact, without its quadratic table.
 *
 * <p>KTS minimises s(k) + g(k) over the number of change points k = 0 .. n-1, where s(k) is the least within-shot
 * scatter of any k change points, and g(k) = k/2 (ln(n/k) + 1) their penalty (both n times what the paper writes). g is
 * concave. So the best k lies on the lower convex hull of s, whose points are the solutions of min s(k) + λ k, which
 * {@link Pelt} finds without considering other numbers of change points.
 *
 * <p>The search for λ is by branch and bound over intervals of k between two known points of the hull, a and b. Every
 * run gives a line, its tangent, below which s(k) is for no k; where that bound plus g(k) reaches the least cost known,
 * k is ruled out. A run that returns a rules out every k inside if λ is at most the least of
 * (s(a) + g(k) - least cost) / (k - a); one that returns b does so if λ is at least the greatest of
 * (least cost - s(b) - g(k)) / (b - k). Since g is nowhere below its chord, the slope of the chord lies between the two
 * limits: with either, both ends close the interval. The first is taken if a is the better end, which a high λ is more
 * likely to return; otherwise the second. Any other run finds a new point, which splits the interval. The first λ is
 * g(1): whatever it returns, no smaller k is better. Two to ten runs are usual. The two intervals with the lowest bounds are
 * searched at once, because good solutions rule out more of the others; long videos use two threads for that.
 *
 * <p>Of equal costs, the least k is selected, and of equal segmentations the one whose last change point is the earliest, and
 * so on backwards. Costs are in double precision. Memory excluding the features is linear in the frames: a sixteenth of the
 * features' memory, some hundred bytes per frame, and up to 64 MiB per thread for sums of 1024 values. Thread-safe.
 *
 * <p>Time is a few runs of {@link Pelt}, which documents the time of a run. A video that is one shot from start to end takes
 * one or two runs, each about as long as with shots of 500 frames: groups of candidates double in size, so there are only a
 * few more of them. This is not an approximation: the cuts are exact.
 */
public final class Kts {

    /** The factor of the published penalty. */
    public static final double PUBLISHED_WEIGHT = 1;

    /** The number of intervals that are searched at once, with any number of processors: the order of runs depends on it. */
    private static final int AT_ONCE = 2;

    /** Below this number of rows, another thread costs more than it saves. */
    private static final int MANY_ROWS = 1000;

    private final PrefixSums sums;
    private final PrefixSums sumsOfOtherThread;
    private final Penalty penalty;
    private final List<Line> lines = new ArrayList<>(List.of(new Line(0, 0)));
    private Solution best;

    private Kts(PrefixSums sums, Penalty penalty) {
        this.sums = sums;
        sumsOfOtherThread = sums.forOtherThread();
        this.penalty = penalty;
        best = solution(new int[0]);
    }

    /**
     * Segments a video with a feature vector for every frame.
     *
     * @param features one row per frame, {@code [n, width]}, n at least 1; KTS expects rows of unit length
     * @return the first frames of all shots except the first, ascending; empty if there is one shot
     * @throws IllegalArgumentException if there is no row, if rows differ in width, or if a value is not finite
     * @throws CancelledException if the thread is interrupted
     */
    public static int[] changePoints(float[][] features) {
        return changePoints(features, features.length, PUBLISHED_WEIGHT);
    }

    /**
     * Segments a video with feature vectors for only some frames: N samples that stand for M frames. The penalty counts
     * frames: g(k) = N/M k/2 (ln(M/k) + 1) + k σ² (1 - N/M), because cuts are equally rare however few frames are sampled.
     * The second term is for noise. The mean of each additional shot fits some of it, which lowers the scatter by about the
     * noise of one row, σ², even if nothing changes; compared with N/M of the penalty, that would justify a cut. Measured on
     * eight videos with cuts, fades and motion: 68 shots with all frames, 68 with two samples per second, 117 without it.
     *
     * @param samples one row per sample, {@code [N, width]}, N at least 1; KTS expects rows of unit length
     * @param frames the number of frames of the video, M, not less than N
     * @param weight the factor of the penalty g, {@value #PUBLISHED_WEIGHT} as published
     * @return the first samples of all shots except the first, ascending; empty if there is one shot
     * @throws IllegalArgumentException if there is no row, if rows differ in width, if a value is not finite, or if
     *     there are fewer frames than samples
     * @throws CancelledException if the thread is interrupted
     */
    public static int[] changePoints(float[][] samples, long frames, double weight) {
        PrefixSums sums = new PrefixSums(samples);
        if (frames < samples.length) {
            throw new IllegalArgumentException(
                    samples.length + " samples for " + frames + " frames: expected at least as many frames as samples");
        }
        return new Kts(sums, new Penalty(samples.length, frames, weight, noise(samples, frames))).search();
    }

    /**
     * By how much a cut lowers the scatter of samples, but not that of all frames, if nothing changes: half the squared
     * distance of neighbouring samples. Cuts do not affect the median.
     */
    private static double noise(float[][] samples, long frames) {
        if (samples.length < 2) {
            return 0;
        }
        double[] steps = new double[samples.length - 1];
        for (int i = 0; i < steps.length; i++) {
            steps[i] = Vectors.squaredDistance(samples[i], samples[i + 1]) / 2;
        }
        Arrays.sort(steps);
        return steps[steps.length / 2] * (1 - (double) samples.length / frames);
    }

    /**
     * The price of the last of some change points if every frame has a feature vector, in units of scatter.
     *
     * @param count the number of change points, at least 1
     * @param frames the number of frames of the video
     * @param weight the factor of the penalty
     */
    public static double price(int count, int frames, double weight) {
        Penalty penalty = new Penalty(frames, frames, weight, 0);
        return penalty.of(count) - penalty.of(count - 1);
    }

    /**
     * The shots between change points.
     *
     * @param changePoints the first frames of all shots except the first, ascending
     * @param frames the number of frames of the video, at least 1
     * @return the shots in order, which together contain every frame once
     * @throws IllegalArgumentException if the change points do not ascend strictly between 0 and {@code frames}
     */
    public static List<Shot> shots(int[] changePoints, int frames) {
        List<Shot> shots = new ArrayList<>(changePoints.length + 1);
        int first = 0;
        for (int changePoint : changePoints) {
            shots.add(shot(first, changePoint, frames));
            first = changePoint;
        }
        shots.add(shot(first, frames, frames));
        return List.copyOf(shots);
    }

    private static Shot shot(int first, int end, int frames) {
        if (end <= first || first >= frames) {
            throw new IllegalArgumentException("change points must be strictly ascending between 0 and " + frames
                    + ", the number of frames: found " + end + " after " + first);
        }
        return new Shot(first, end - 1);
    }

    private int[] search() {
        int[] everywhere = new int[sums.length() - 1];
        Arrays.setAll(everywhere, i -> i + 1);
        Solution finest = solution(everywhere);
        consider(finest);
        double steepest = penalty.of(1);
        Solution coarse = found(steepest, new Pelt(sums, steepest).changePoints());
        List<Interval> open =
                new ArrayList<>(List.of(new Interval(solution(new int[0]), coarse), new Interval(coarse, finest)));
        ExecutorService otherThread = Executors.newSingleThreadExecutor(task -> {
            Thread thread = new Thread(task, "csta-kts");
            thread.setDaemon(true);
            return thread;
        });
        try {
            List<Search> next = next(open);
            while (!next.isEmpty()) {
                List<Solution> found = run(next, otherThread);
                for (int i = 0; i < found.size(); i++) {
                    split(open, next.get(i).interval(), found.get(i));
                }
                next = next(open);
            }
        } finally {
            otherThread.shutdownNow();
            Futures.awaitEnd(otherThread);
        }
        return best.changePoints;
    }

    /** The most promising intervals; those that are ruled out are removed. */
    private List<Search> next(List<Interval> open) {
        List<Search> searches = open.stream()
                .map(this::search)
                .flatMap(Optional::stream)
                .sorted(Comparator.comparingDouble(Search::bound))
                .toList();
        open.clear();
        searches.forEach(each -> open.add(each.interval()));
        return searches.subList(0, Math.min(AT_ONCE, searches.size()));
    }

    private Optional<Search> search(Interval interval) {
        int[] doubtful = doubtful(interval);
        if (doubtful.length == 0) {
            return Optional.empty();
        }
        double bound =
                Arrays.stream(doubtful).mapToDouble(this::leastCost).min().orElseThrow();
        return Optional.of(new Search(interval, closingLambda(interval, doubtful), bound));
    }

    private List<Solution> run(List<Search> searches, ExecutorService otherThread) {
        double first = searches.get(0).lambda();
        if (searches.size() == 1) {
            return List.of(found(first, new Pelt(sums, first).changePoints()));
        }
        double second = searches.get(1).lambda();
        if (sums.length() < MANY_ROWS) {
            return List.of(
                    found(first, new Pelt(sums, first).changePoints()),
                    found(second, new Pelt(sums, second).changePoints()));
        }
        Future<int[]> other = otherThread.submit(() -> new Pelt(sumsOfOtherThread, second).changePoints());
        int[] own = new Pelt(sums, first).changePoints();
        return List.of(found(first, own), found(second, Futures.result(other)));
    }

    /** Closes an interval, or splits it at a solution inside. */
    private static void split(List<Interval> open, Interval interval, Solution found) {
        open.remove(interval);
        if (interval.low.k() < found.k() && found.k() < interval.high.k()) {
            open.add(new Interval(interval.low, found));
            open.add(new Interval(found, interval.high));
        }
    }

    private Solution found(double lambda, int[] changePoints) {
        Solution found = solution(changePoints);
        lines.add(new Line(found.scatter + lambda * found.k(), lambda));
        consider(found);
        return found;
    }

    private void consider(Solution found) {
        if (found.cost < best.cost || (found.cost == best.cost && found.k() < best.k())) {
            best = found;
        }
    }

    /** The numbers of change points inside an interval that no line rules out. */
    private int[] doubtful(Interval interval) {
        return IntStream.range(interval.low.k() + 1, interval.high.k())
                .filter(k -> leastCost(k) < best.cost)
                .toArray();
    }

    /** A lower bound of the cost of k change points. */
    private double leastCost(int k) {
        double scatter = 0;
        for (Line line : lines) {
            scatter = Math.max(scatter, line.at(k));
        }
        return scatter + penalty.of(k);
    }

    /** A λ at which both ends rule out all doubtful k; of two, the one at which the better end is the more likely result. */
    private double closingLambda(Interval interval, int[] doubtful) {
        Solution low = interval.low;
        Solution high = interval.high;
        return low.cost <= high.cost
                ? Arrays.stream(doubtful)
                        .mapToDouble(k -> (low.scatter + penalty.of(k) - best.cost) / (k - low.k()))
                        .min()
                        .orElseThrow()
                : Arrays.stream(doubtful)
                        .mapToDouble(k -> (best.cost - high.scatter - penalty.of(k)) / (high.k() - k))
                        .max()
                        .orElseThrow();
    }

    private Solution solution(int[] changePoints) {
        double scatter = 0;
        int from = 0;
        double[] sumFrom = sums.at(0);
        for (int i = 0; i <= changePoints.length; i++) {
            int to = i < changePoints.length ? changePoints[i] : sums.length();
            double[] sumTo = sums.at(to);
            scatter += sums.scatter(from, sumFrom, to, sumTo);
            from = to;
            sumFrom = sumTo;
        }
        return new Solution(changePoints, scatter, scatter + penalty.of(changePoints.length));
    }

    /** g times {@code weight}, for {@code samples} rows that stand for {@code frames} frames; each cut also costs {@code noise}. */
    private record Penalty(int samples, long frames, double weight, double noise) {

        double of(int k) {
            if (k == 0) {
                return 0;
            }
            return k * noise + weight * samples / frames * k / 2 * (Math.log((double) frames / k) + 1);
        }
    }

    /** A point of the hull and the segmentation behind it. */
    @SuppressWarnings("ArrayRecordComponent")
    private record Solution(int[] changePoints, double scatter, double cost) {

        int k() {
            return changePoints.length;
        }
    }

    /** The numbers of change points between two points of the hull. */
    private record Interval(Solution low, Solution high) {}

    /** A run that may rule out an interval, whose cost is nowhere below the bound. */
    private record Search(Interval interval, double lambda, double bound) {}

    /** s(k) is nowhere below {@code value - slope k}. */
    private record Line(double value, double slope) {

        double at(int k) {
            return value - slope * k;
        }
    }
}
