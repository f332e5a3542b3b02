package io.csta.visibility;

import java.util.Arrays;

/** What is kept of each frame: 37 bytes, so about 40 MB for ten hours at 30 frames per second. */
final class FrameStatistics {

    private static final int FIRST_CAPACITY = 1024;

    private int frames;
    private double[] times = new double[FIRST_CAPACITY];
    private float[] means = new float[FIRST_CAPACITY];
    private float[] levels = new float[FIRST_CAPACITY];
    private float[] spreads = new float[FIRST_CAPACITY];
    private float[] highlights = new float[FIRST_CAPACITY];
    private float[] notBlack = new float[FIRST_CAPACITY];
    private float[] motions = new float[FIRST_CAPACITY];
    private Change[] changes = new Change[FIRST_CAPACITY];
    private boolean[] bars = new boolean[FIRST_CAPACITY];

    void add(double time, LumaGrid grid, float motion, Change change) {
        if (frames == times.length) {
            grow(frames + frames / 2);
        }
        times[frames] = time;
        means[frames] = grid.mean();
        levels[frames] = grid.level();
        spreads[frames] = grid.spread();
        highlights[frames] = grid.highlights();
        notBlack[frames] = grid.notBlack();
        motions[frames] = motion;
        changes[frames] = change;
        bars[frames] = grid.hasBars();
        frames++;
    }

    private void grow(int capacity) {
        times = Arrays.copyOf(times, capacity);
        means = Arrays.copyOf(means, capacity);
        levels = Arrays.copyOf(levels, capacity);
        spreads = Arrays.copyOf(spreads, capacity);
        highlights = Arrays.copyOf(highlights, capacity);
        notBlack = Arrays.copyOf(notBlack, capacity);
        motions = Arrays.copyOf(motions, capacity);
        changes = Arrays.copyOf(changes, capacity);
        bars = Arrays.copyOf(bars, capacity);
    }

    int frames() {
        return frames;
    }

    /** When a frame starts, in seconds; {@code frames()} is the end of the video, if its last frame is as long as the one before. */
    double time(int frame) {
        if (frame < frames) {
            return times[frame];
        }
        return frames < 2 ? times[0] : 2 * times[frames - 1] - times[frames - 2];
    }

    /** The mean of the whole frame. */
    float mean(int frame) {
        return means[frame];
    }

    /** The root mean square of the whole frame. */
    float level(int frame) {
        return levels[frame];
    }

    /** The standard deviation of the frame without its black bars. */
    float spread(int frame) {
        return spreads[frame];
    }

    /** The share of bright samples in the whole frame, from 0 to 1. */
    float highlights(int frame) {
        return highlights[frame];
    }

    /** The share of samples that are not perfectly black in the whole frame, from 0 to 1. */
    float notBlack(int frame) {
        return notBlack[frame];
    }

    Change change(int frame) {
        return changes[frame];
    }

    boolean hasBars(int frame) {
        return bars[frame];
    }

    float[] copyOfMotions() {
        return Arrays.copyOf(motions, frames);
    }
}
