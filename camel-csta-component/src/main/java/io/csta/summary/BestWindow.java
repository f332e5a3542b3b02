package io.csta.summary;

import io.csta.segmentation.Shot;
import io.csta.video.Timeline;

/** The stretch of a video of a given time that matters most. */
final class BestWindow {

    /** Seconds that a sum may be off by rounding. */
    private static final double ROUNDING = 1e-6;

    private BestWindow() {}

    /**
     * The window whose frames' scores, each for as long as the frame is shown, add up to the most; the earliest among
     * equals.
     *
     * @param scores one a frame
     * @param seconds the longest that the window may last, at least 1; a window that would last less than a second,
     *     because frames do not add up to one, takes one frame more
     */
    static Shot of(Timeline timeline, float[] scores, double seconds) {
        Shot best = new Shot(0, timeline.frames() - 1);
        double most = Double.NEGATIVE_INFINITY;
        double sum = 0;
        int end = 0;
        for (int first = 0; first < timeline.frames(); first++) {
            while (end < timeline.frames() && fits(timeline, first, end, seconds)) {
                sum += worth(timeline, scores, end++);
            }
            if (timeline.end(end - 1) - timeline.start(first) < Math.min(1, timeline.duration()) - ROUNDING) {
                break; // the rest of the video is too short
            }
            if (sum > most + ROUNDING) {
                most = sum;
                best = new Shot(first, end - 1);
            }
            sum -= worth(timeline, scores, first);
        }
        return best;
    }

    private static boolean fits(Timeline timeline, int first, int frame, double seconds) {
        return timeline.end(frame) - timeline.start(first) <= seconds + ROUNDING
                || timeline.start(frame) - timeline.start(first) < 1 - ROUNDING;
    }

    private static double worth(Timeline timeline, float[] scores, int frame) {
        return scores[frame] * (timeline.end(frame) - timeline.start(frame));
    }
}
