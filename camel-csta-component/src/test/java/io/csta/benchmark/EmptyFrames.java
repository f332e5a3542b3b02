package io.csta.benchmark;

import io.csta.benchmark.DecodedFilm.Frame;
import java.util.BitSet;
import java.util.List;

/**
 * The frames of a film that show nothing new. A frame is
 *
 * <ul>
 *   <li><i>dark</i> if its mean luma is below {@value #DARK};
 *   <li><i>black</i> if, in addition, at most 1 % of its pixels have a luma above {@value #VISIBLE}, so that neither a night scene nor
 *       a title is black;
 *   <li><i>faded</i> if it is not black, but in a ramp of the mean luma that begins or ends with black, is monotonic, has no step that
 *       a cut would have, and lasts 0.2 seconds or longer; and if it is darker than three quarters of the ramp's brightest frame;
 *   <li><i>frozen</i> if it is not black, but in a run of a second or longer whose frames all equal the first one, apart from
 *       noise.
 * </ul>
 *
 * @param dark the dark frames
 * @param black the black frames
 * @param faded the faded frames
 * @param frozen the frozen frames
 */
record EmptyFrames(BitSet dark, BitSet black, BitSet faded, BitSet frozen) {

    private static final int DARK = 24;
    private static final int VISIBLE = 48;
    private static final double LEAST_STEP_PER_SECOND = 3;
    private static final double LARGEST_STEP_PER_SECOND = 200;
    private static final double SHORTEST_RAMP = 0.2;
    private static final double FADED_SHARE = 0.75;
    private static final double SHORTEST_RUN = 1;

    /** Codecs change the luma of cells of still pictures by less. */
    private static final double NOISE = 4;

    static EmptyFrames of(DecodedFilm film) {
        List<Frame> frames = film.frames();
        BitSet dark = new BitSet();
        BitSet black = new BitSet();
        for (int i = 0; i < frames.size(); i++) {
            Frame frame = frames.get(i);
            dark.set(i, frame.luma() < DARK);
            black.set(i, frame.luma() < DARK && frame.peak() <= VISIBLE);
        }
        double fps = film.timeline().fps();
        return new EmptyFrames(dark, black, faded(frames, black, fps), frozen(frames, black, fps));
    }

    private static BitSet faded(List<Frame> frames, BitSet black, double fps) {
        BitSet faded = new BitSet();
        for (int i = black.nextSetBit(0); i >= 0; i = black.nextSetBit(i + 1)) {
            markRamp(frames, black, i, 1, fps, faded);
            markRamp(frames, black, i, -1, fps, faded);
        }
        return faded;
    }

    /** Follows the luma away from a black frame, as long as it increases steadily. */
    private static void markRamp(List<Frame> frames, BitSet black, int from, int step, double fps, BitSet faded) {
        int end = from + step;
        while (end >= 0 && end < frames.size() && !black.get(end)) {
            double increase = frames.get(end).luma() - frames.get(end - step).luma();
            if (increase < LEAST_STEP_PER_SECOND / fps || increase > LARGEST_STEP_PER_SECOND / fps) {
                break;
            }
            end += step;
        }
        if (Math.abs(end - from) > SHORTEST_RAMP * fps) {
            float brightest = frames.get(end - step).luma();
            for (int i = from + step; i != end; i += step) {
                faded.set(i, faded.get(i) || frames.get(i).luma() < FADED_SHARE * brightest);
            }
        }
    }

    private static BitSet frozen(List<Frame> frames, BitSet black, double fps) {
        BitSet frozen = new BitSet();
        int first = 0;
        while (first < frames.size()) {
            int end = first + 1;
            while (end < frames.size() && frames.get(end).largestDifference(frames.get(first)) <= NOISE) {
                end++;
            }
            if (end - first >= SHORTEST_RUN * fps) {
                frozen.set(first, end);
                first = end;
            } else {
                first++;
            }
        }
        frozen.andNot(black);
        return frozen;
    }
}
