package io.csta.visibility;

import java.util.ArrayList;
import java.util.List;

/** Finds colour bars that stand still. */
final class TestCards {

    /** Bars that pass by are something else. */
    private static final double SHORTEST_SECONDS = 0.5;

    private TestCards() {}

    static List<FrameRun> in(Pictures pictures) {
        List<FrameRun> found = new ArrayList<>();
        int frame = 0;
        while (frame < pictures.frames()) {
            int last = frame;
            if (pictures.hasBars(frame)) {
                while (last + 1 < pictures.frames() && stands(pictures, last + 1)) {
                    last++;
                }
                FrameRun run = new FrameRun(frame, last);
                boolean everything = frame == 0 && last == pictures.frames() - 1;
                if (everything || run.seconds(pictures) >= SHORTEST_SECONDS) {
                    found.add(run);
                }
            }
            frame = last + 1;
        }
        return found;
    }

    private static boolean stands(Pictures pictures, int frame) {
        return pictures.hasBars(frame) && pictures.change(frame) != Change.LARGE;
    }
}
