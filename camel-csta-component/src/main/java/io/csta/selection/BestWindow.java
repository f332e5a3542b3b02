package io.csta.selection;

import io.csta.segmentation.Shot;
import java.util.stream.IntStream;

/** Finds the run of frames whose scores, weighted by how long each frame is shown, have the largest sum. */
public final class BestWindow {

    /** The rounding error of a sum of scores, relative to the sum of all absolute scores. */
    private static final double RELATIVE_ROUNDING = 1e-12;

    /** The rounding error of times, and of sums of scores times seconds. */
    private static final double ROUNDING = 1e-6;

    private BestWindow() {}

    /**
     * The best window of a number of frames, each of which counts the same. Of windows that differ only by rounding, the
     * earliest.
     *
     * @param scores one score per frame, {@code [n]}, n at least 1
     * @param length the frames of the window, at least 1; a shorter video is one window
     */
    static Shot ofFrames(float[] scores, int length) {
        double[] times =
                IntStream.rangeClosed(0, scores.length).asDoubleStream().toArray();
        double frames = Math.min(length, scores.length);
        double total = 0;
        for (float score : scores) {
            total += Math.abs(score);
        }
        return find(scores, times, frames, frames, RELATIVE_ROUNDING * total);
    }

    /**
     * The best window of a duration. Of windows that differ only by rounding, the earliest. If frames last so long that no
     * window fits between the limits, the result has one frame more than fits into {@code longest}.
     *
     * @param scores one score per frame, {@code [n]}, n at least 1
     * @param times when each frame starts, and when the last one ends, in seconds, {@code [n + 1]}, ascending
     * @param shortest the least duration of the window, in seconds
     * @param longest the greatest duration of the window, in seconds, at least {@code shortest}
     * @return the window; the whole video if that is shorter than {@code shortest}
     * @throws IllegalArgumentException if there are no scores, or the number of times does not match
     */
    public static Shot ofTime(float[] scores, double[] times, double shortest, double longest) {
        if (scores.length == 0 || times.length != scores.length + 1) {
            throw new IllegalArgumentException(scores.length + " scores and " + times.length
                    + " times: expected at least one score, and one time more than scores");
        }
        return find(scores, times, shortest, longest, ROUNDING);
    }

    /** Of windows whose sums differ by no more than {@code tolerance}, the earliest. */
    private static Shot find(float[] scores, double[] times, double shortest, double longest, double tolerance) {
        int frames = scores.length;
        double[] sums = new double[frames + 1];
        for (int i = 0; i < frames; i++) {
            sums[i + 1] = sums[i] + scores[i] * (times[i + 1] - times[i]);
        }
        Shot best = new Shot(0, frames - 1);
        double bestSum = Double.NEGATIVE_INFINITY;
        boolean bestFits = false;
        int end = 0;
        for (int first = 0; first < frames; first++) {
            end = Math.max(end, first);
            while (end < frames && times[end + 1] - times[first] <= longest + ROUNDING) {
                end++;
            }
            boolean fits = end > first && times[end] - times[first] >= shortest - ROUNDING;
            int stop = fits ? end : end + 1;
            if (stop > frames || (bestFits && !fits)) {
                continue;
            }
            double sum = sums[stop] - sums[first];
            if (sum > bestSum + tolerance || (fits && !bestFits)) {
                bestSum = sum;
                best = new Shot(first, stop - 1);
                bestFits = fits;
            }
        }
        return best;
    }
}
