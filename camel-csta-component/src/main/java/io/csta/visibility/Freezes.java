package io.csta.visibility;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * Finds pictures that stand still while the video should move.
 *
 * <p>Encoders refresh a still picture now and then, which is a small change, so that some small changes are part of a freeze. A
 * film that shows every picture twice or three times is not frozen, because such runs are short.
 */
final class Freezes {

    /** Shorter stops are not noticed, or they are intended. */
    private static final double SHORTEST_SECONDS = 1;

    /** More small changes in a row are slow movement; an encoder needs a few frames to refresh a picture. */
    private static final int MOST_CHANGES_IN_A_ROW = 4;

    /** So is a larger share of all frames; encoders refresh a picture once or twice a second. */
    private static final double MOST_CHANGES = 0.35;

    /** A video that stands still for longer than this share of its time is a slide show or a recording of a screen. */
    private static final double MOST_FROZEN = 0.5;

    private final Pictures pictures;
    private final List<FrameRun> runs = new ArrayList<>();

    private Freezes(Pictures pictures) {
        this.pictures = pictures;
    }

    /** Finds all freezes. */
    static Freezes in(Pictures pictures) {
        Freezes freezes = new Freezes(pictures);
        freezes.find();
        return freezes;
    }

    /** The runs of frames that show the same picture, the first one included. */
    List<FrameRun> runs() {
        return runs;
    }

    /**
     * Whether standing still is normal for the video.
     *
     * @param visible which frames are visible apart from that; only they decide
     */
    boolean areNormal(IntPredicate visible) {
        double total = 0;
        for (int frame = 0; frame < pictures.frames(); frame++) {
            total += visible.test(frame) ? new FrameRun(frame, frame).seconds(pictures) : 0;
        }
        double frozen = 0;
        for (FrameRun run : runs) {
            for (int frame = run.first(); frame <= run.last(); frame++) {
                frozen += visible.test(frame) ? new FrameRun(frame, frame).seconds(pictures) : 0;
            }
        }
        return frozen > MOST_FROZEN * total;
    }

    private void find() {
        int first = 0;
        int changes = 0;
        int inARow = 0;
        for (int frame = 1; frame < pictures.frames(); frame++) {
            Change change = pictures.change(frame);
            boolean small = change == Change.SMALL;
            changes += small ? 1 : 0;
            inARow = small ? inARow + 1 : 0;
            if (change == Change.LARGE || inARow > MOST_CHANGES_IN_A_ROW) {
                add(first, frame - 1 - inARow, changes - inARow);
                first = frame;
                changes = 0;
                inARow = 0;
            }
        }
        add(first, pictures.frames() - 1, changes);
    }

    private void add(int first, int last, int changes) {
        FrameRun run = new FrameRun(first, last);
        boolean still = changes <= MOST_CHANGES * (last - first);
        if (last >= first && still && run.seconds(pictures) >= SHORTEST_SECONDS) {
            runs.add(run);
        }
    }
}
