package io.csta.summary;

import io.csta.segmentation.Shot;
import io.csta.video.Timeline;

/** The stretch of a video of a given time that matters most. */
final class BestWindow {

    private static final double SHORTEST_SECONDS = 1;

    /** Seconds that a sum may be off by rounding. */
    private static final double ROUNDING = 1e-6;

    private BestWindow() {}

    /**
     * The window whose frames' scores, each for as long as the frame is shown, add up to the most; the earliest among
     * equals. Only if frames last so long that no window has at least a second and at most {@code seconds}, it has one
     * frame more than would fit.
     *
     * @param scores one a frame
     * @param seconds the longest that the window may last, at least 1
     */
    static Shot of(Timeline timeline, float[] scores, double seconds) {
        int frames = timeline.frames();
        double[] sums = new double[frames + 1];
        for (int i = 0; i < frames; i++) {
            sums[i + 1] = sums[i] + scores[i] * (timeline.end(i) - timeline.start(i));
        }
        Shot best = new Shot(0, frames - 1);
        double most = Double.NEGATIVE_INFINITY;
        boolean fits = false;
        int end = 0;
        for (int first = 0; first < frames; first++) {
            end = Math.max(end, first);
            while (end < frames && timeline.end(end) - timeline.start(first) <= seconds + ROUNDING) {
                end++;
            }
            boolean longEnough =
                    end > first && timeline.end(end - 1) - timeline.start(first) >= SHORTEST_SECONDS - ROUNDING;
            int stop = longEnough ? end : end + 1;
            if (stop > frames || (fits && !longEnough)) {
                continue;
            }
            double sum = sums[stop] - sums[first];
            if (sum > most + ROUNDING || (longEnough && !fits)) {
                most = sum;
                best = new Shot(first, stop - 1);
                fits = longEnough;
            }
        }
        return best;
    }
}
