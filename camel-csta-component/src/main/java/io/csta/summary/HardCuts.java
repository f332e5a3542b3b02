package io.csta.summary;

import io.csta.visibility.FrameVisibility;
import java.util.Arrays;
import java.util.OptionalInt;

/**
 * Finds the frames on which the picture changes abruptly, by the brightness of all frames. Vectors describe content, so where it
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

    /** How many times larger than the median change of its neighbours on one side the change at a cut is. */
    private static final float LEAST_RATIO = 4;

    /** How many times larger than any other change nearby the change at a cut is. */
    private static final float LEAST_LEAD = 2;

    private final FrameVisibility frames;

    HardCuts(FrameVisibility frames) {
        this.frames = frames;
    }

    /**
     * The hard cut between two frames, if there is one.
     *
     * @param before a frame before it
     * @param after a frame after it, or the first one after it
     * @return the first frame after the cut
     */
    OptionalInt between(int before, int after) {
        int largest = largest(before + 1, after);
        return isHard(largest, before + 1, after) ? OptionalInt.of(largest) : OptionalInt.empty();
    }

    /**
     * Whether there may be a hard cut between two frames that brightness alone does not tell from motion.
     *
     * @param before a frame before it
     * @param after a frame after it, or the first one after it
     */
    boolean mayBeBetween(int before, int after) {
        return most(before + 1, after) >= LEAST_CHANGE;
    }

    /**
     * The frame by which half of the change between two frames has happened, for a gradual transition.
     *
     * @param before a frame before it
     * @param after a frame after it, or the first one after it
     */
    int halfway(int before, int after) {
        double whole = 0;
        for (int frame = before + 1; frame <= after; frame++) {
            whole += frames.motion(frame);
        }
        double part = 0;
        for (int frame = before + 1; frame <= after; frame++) {
            part += frames.motion(frame);
            if (part > 0 && 2 * part >= whole) {
                return frame;
            }
        }
        return before + (after - before + 1) / 2;
    }

    /**
     * Moves each cut to the largest change within reach, if that is a hard cut.
     *
     * @param cuts the first frames of all shots except the first, ascending
     * @param fps frames per second
     * @return the same number of cuts, ascending
     */
    int[] snapped(int[] cuts, double fps) {
        int reach = (int) Math.min(REACH_FRAMES, REACH_SECONDS * fps);
        int[] snapped = cuts.clone();
        for (int i = 0; i < cuts.length; i++) {
            int lowest = Math.max(i == 0 ? 1 : snapped[i - 1] + 1, cuts[i] - reach);
            int highest = Math.min(i + 1 < cuts.length ? cuts[i + 1] - 1 : frames.frames() - 1, cuts[i] + reach);
            int largest = largest(lowest, highest);
            if (frames.motion(largest) > frames.motion(cuts[i]) && isHard(largest, lowest, highest)) {
                snapped[i] = largest;
            }
        }
        return snapped;
    }

    /** The frame that differs most from the previous one. */
    private int largest(int first, int last) {
        int largest = first;
        for (int frame = first + 1; frame <= last; frame++) {
            if (frames.motion(frame) > frames.motion(largest)) {
                largest = frame;
            }
        }
        return largest;
    }

    /** The shot on at least one side has to be calm: the change from a calm shot to a busy one is a cut, too. */
    private boolean isHard(int frame, int first, int last) {
        float change = frames.motion(frame);
        return change >= LEAST_CHANGE
                && (change
                                >= Math.max(
                                        LEAST_RATIO * median(frame - NEIGHBOURS, frame - 1),
                                        LEAST_LEAD * most(first, frame - 1))
                        || change
                                >= Math.max(
                                        LEAST_RATIO * median(frame + 1, frame + NEIGHBOURS),
                                        LEAST_LEAD * most(frame + 1, last)));
    }

    /** The largest change of these frames. */
    private float most(int first, int last) {
        float most = 0;
        for (int frame = first; frame <= last; frame++) {
            most = Math.max(most, frames.motion(frame));
        }
        return most;
    }

    /** The median change of these frames, as far as they exist. */
    private float median(int first, int last) {
        int from = Math.max(1, first);
        float[] changes = new float[Math.max(0, Math.min(frames.frames() - 1, last) - from + 1)];
        for (int i = 0; i < changes.length; i++) {
            changes[i] = frames.motion(from + i);
        }
        Arrays.sort(changes);
        return changes.length == 0 ? 0 : changes[changes.length / 2];
    }
}
