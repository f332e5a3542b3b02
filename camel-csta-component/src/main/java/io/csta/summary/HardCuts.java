package io.csta.summary;

import io.csta.visibility.FrameVisibility;
import java.util.Arrays;

/**
 * Moves cuts to the frame on which the picture changes at once, if there is one close by. Vectors describe content, so where it
 * changes gradually before a cut, they may place the cut a few frames too early or too late.
 */
final class HardCuts {

    /** How far a cut is moved at most. */
    private static final int REACH_FRAMES = 4;

    private static final double REACH_SECONDS = 0.2;

    /** The frames on each side with which the change is compared. */
    private static final int NEIGHBOURS = 8;

    /** A smaller change is not a cut, as a share of the range from black to white. */
    private static final float LEAST_CHANGE = 0.04f;

    /** How many times larger than the median change of its neighbours the change at a cut is. */
    private static final float LEAST_RATIO = 4;

    private HardCuts() {}

    /**
     * Moves each cut to the largest change within reach, if that is a hard cut.
     *
     * @param cuts the first frames of all shots except the first, ascending
     * @param fps frames per second
     * @return the same number of cuts, ascending
     */
    static int[] snapped(int[] cuts, FrameVisibility frames, double fps) {
        int reach = (int) Math.min(REACH_FRAMES, REACH_SECONDS * fps);
        int[] snapped = cuts.clone();
        for (int i = 0; i < cuts.length; i++) {
            int lowest = Math.max(i == 0 ? 1 : snapped[i - 1] + 1, cuts[i] - reach);
            int highest = Math.min(i + 1 < cuts.length ? cuts[i + 1] - 1 : frames.frames() - 1, cuts[i] + reach);
            int largest = cuts[i];
            for (int frame = lowest; frame <= highest; frame++) {
                if (frames.motion(frame) > frames.motion(largest)) {
                    largest = frame;
                }
            }
            if (isHard(largest, frames)) {
                snapped[i] = largest;
            }
        }
        return snapped;
    }

    private static boolean isHard(int frame, FrameVisibility frames) {
        int first = Math.max(1, frame - NEIGHBOURS);
        int last = Math.min(frames.frames() - 1, frame + NEIGHBOURS);
        float[] others = new float[last - first];
        int count = 0;
        for (int other = first; other <= last; other++) {
            if (other != frame) {
                others[count++] = frames.motion(other);
            }
        }
        Arrays.sort(others);
        float median = count == 0 ? 0 : others[count / 2];
        return frames.motion(frame) >= LEAST_CHANGE && frames.motion(frame) >= LEAST_RATIO * median;
    }
}
