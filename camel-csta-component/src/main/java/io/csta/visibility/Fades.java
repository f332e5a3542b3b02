package io.csta.visibility;

import io.csta.visibility.Pictures.Kind;
import java.util.Arrays;

/**
 * Finds fades to and from black or one colour.
 *
 * <p>Next to a run of such frames, in both directions, a fade is a steady rise until a signal levels off: of the level (root mean
 * square) next to black, of the spread (standard deviation) next to one colour. Both are proportional to how much of the picture
 * shines through. A cut starts with a jump instead, and a cross-fade has no such run.
 */
final class Fades {

    /** A faster change is a cut with a mixed frame. */
    private static final int FEWEST_FRAMES = 4;

    private static final double SHORTEST_SECONDS = 0.15;

    /** A slower change is part of the scene. */
    private static final double LONGEST_SECONDS = 6;

    /** The signal has levelled off if it does not grow by this share in {@link #LEVEL_SECONDS}. */
    private static final double GROWTH = 0.03;

    private static final double LEVEL_SECONDS = 0.25;

    /** Movement may make the signal fall by this share in between. */
    private static final double DIP = 0.08;

    /** The end of a fade, relative to the signal of a black frame or one of one colour; less would be noise. */
    private static final double CONTRAST = 1.5;

    /** A fade begins with a step of up to this many times the mean one: some are faster at first, or show every frame twice. */
    private static final double LARGEST_FIRST_STEP = 3;

    /** A step of more than this many times the largest one so far is a cut. */
    private static final double LARGEST_STEP = 2;

    /** Steps of this size, of 255, are never a cut. */
    private static final double SMALL_STEP = 6;

    private final Pictures pictures;
    private final float[] fractions;

    private Fades(Pictures pictures) {
        this.pictures = pictures;
        this.fractions = new float[pictures.frames()];
        Arrays.fill(fractions, 1);
    }

    /** How much of each frame's picture shines through, from 0 to 1; 1 outside of fades. */
    static float[] in(Pictures pictures) {
        Fades fades = new Fades(pictures);
        for (int frame = 0; frame < pictures.frames(); frame++) {
            if (pictures.kind(frame) != Kind.CONTENT) {
                fades.follow(frame, 1);
                fades.follow(frame, -1);
            }
        }
        return fades.fractions;
    }

    /** Follows a fade from its empty end, if there is one. */
    private void follow(int empty, int direction) {
        Kind kind = pictures.kind(empty);
        int first = empty + direction;
        if (!isContent(first)) {
            return;
        }
        int full = end(kind, first, direction);
        double base = kind == Kind.BLACK ? Darkness.BLACK_LEVEL : Contrast.ONE_COLOUR;
        double peak = signal(kind, full);
        int frames = Math.abs(full - first) + 1;
        double step = (peak - base) / frames;
        boolean startsLow = signal(kind, first) <= base + Math.max(LARGEST_FIRST_STEP * step, SMALL_STEP / 2);
        boolean longEnough = frames >= FEWEST_FRAMES && secondsBetween(empty, full) >= SHORTEST_SECONDS;
        if (longEnough && startsLow && peak >= CONTRAST * base) {
            for (int frame = first; frame != full; frame += direction) {
                fractions[frame] = (float) Math.min(fractions[frame], signal(kind, frame) / peak);
            }
        }
    }

    /** The frame at which the signal levels off, falls or jumps. */
    private int end(Kind kind, int first, int direction) {
        int full = first;
        double peak = signal(kind, first);
        double before = peak;
        double largestStep = SMALL_STEP / LARGEST_STEP;
        for (int frame = first + direction; isContent(frame); frame += direction) {
            double signal = signal(kind, frame);
            boolean jumps = signal - before > LARGEST_STEP * largestStep;
            boolean established = Math.abs(frame - first) >= FEWEST_FRAMES;
            boolean level = secondsBetween(full, frame) > LEVEL_SECONDS && Math.abs(frame - full) >= FEWEST_FRAMES;
            boolean tooLong = secondsBetween(first, frame) > LONGEST_SECONDS;
            if (signal < (1 - DIP) * peak || level || tooLong || (established && jumps)) {
                break;
            }
            if (signal > (1 + GROWTH) * peak) {
                peak = signal;
                full = frame;
            }
            largestStep = Math.max(largestStep, signal - before);
            before = signal;
        }
        return full;
    }

    private boolean isContent(int frame) {
        return frame >= 0 && frame < pictures.frames() && pictures.kind(frame) == Kind.CONTENT;
    }

    private double signal(Kind kind, int frame) {
        return kind == Kind.BLACK ? pictures.level(frame) : pictures.spread(frame);
    }

    private double secondsBetween(int frame, int other) {
        return Math.abs(pictures.time(frame) - pictures.time(other));
    }
}
