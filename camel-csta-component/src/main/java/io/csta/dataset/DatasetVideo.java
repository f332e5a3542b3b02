package io.csta.dataset;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/**
 * A video of a {@link Dataset}. Its values are read and checked by every call.
 *
 * <p>Every method that reads throws {@link DatasetException}, naming file, group and dataset, if the dataset is missing,
 * does not fit the shape of the others, or holds invalid values. Numbers may be stored as
 * integers or floats of any width. Use it while the dataset is open. Not thread-safe.
 */
public final class DatasetVideo {

    private final VideoGroup group;
    private final int[] shape;

    DatasetVideo(VideoGroup group) {
        this.group = group;
        this.shape = group.shape(Field.FEATURES);
        boolean matrix = shape.length == 2 && shape[0] > 0 && shape[1] > 0;
        Class<?> type = group.type(Field.FEATURES);
        if (!matrix || (type != float.class && type != double.class)) {
            throw group.wrong(
                    Field.FEATURES,
                    "has the shape %s and the type %s".formatted(Arrays.toString(shape), type.getSimpleName()),
                    "[rows, width] with at least one row, and float32 or float64");
        }
    }

    /** The name of the group, for example {@code video_1}. */
    public String name() {
        return group.name();
    }

    /** The number of sampled frames, {@code n_steps}, which is the number of rows of the features; at least 1. */
    public int samples() {
        return shape[0];
    }

    /** The number of values of a feature vector. */
    public int width() {
        return shape[1];
    }

    /**
     * Checks the width of the features.
     *
     * @param width the expected number of values in a vector
     */
    public void requireWidth(int width) {
        if (shape[1] != width) {
            throw group.wrongShape(Field.FEATURES, "[n_steps, %d], as the network needs".formatted(width));
        }
    }

    /** The feature vectors, {@code [samples, width]}, all values finite. */
    public float[][] features() {
        float[][] rows = group.rows(Field.FEATURES);
        for (int i = 0; i < rows.length; i++) {
            for (int k = 0; k < rows[i].length; k++) {
                if (!Float.isFinite(rows[i][k])) {
                    throw group.wrong(
                            Field.FEATURES,
                            "contains %s in row %d, column %d".formatted(rows[i][k], i, k),
                            "finite values that fit into 32 bits");
                }
            }
        }
        return rows;
    }

    /** The sampled frames, counted from 0, strictly ascending, {@code [samples]}. */
    public int[] picks() {
        if (group.has(Field.STEPS) && group.integer(Field.STEPS) != samples()) {
            throw group.wrong(
                    Field.STEPS, "is " + group.integer(Field.STEPS), samples() + ", the number of rows of features");
        }
        int[] picks = group.integers(Field.PICKS, samples(), "one frame per row of features");
        int frames = frames();
        for (int i = 0; i < picks.length; i++) {
            if (picks[i] >= frames || picks[i] < (i == 0 ? 0 : picks[i - 1] + 1)) {
                throw group.wrong(
                        Field.PICKS,
                        "contains %d at index %d".formatted(picks[i], i),
                        "strictly ascending frames, from 0 and below n_frames, which is %d".formatted(frames));
            }
        }
        return picks;
    }

    /** The number of frames of the video, at least 1. */
    public int frames() {
        int frames = group.integer(Field.FRAMES);
        if (frames < 1) {
            throw group.wrong(Field.FRAMES, "is " + frames, "at least 1");
        }
        return frames;
    }

    /** First and last frame of every shot, both inclusive, in order and without overlap, {@code [shots, 2]}. */
    public int[][] changePoints() {
        int[][] shots = group.integerRows(Field.CHANGE_POINTS);
        if (shots.length == 0 || shots[0].length != 2) {
            throw group.wrongShape(Field.CHANGE_POINTS, Field.CHANGE_POINTS.holds() + ", and at least one");
        }
        int frames = frames();
        int next = 0;
        for (int[] shot : shots) {
            if (shot[0] < next || shot[1] < shot[0] || shot[1] >= frames) {
                throw group.wrong(
                        Field.CHANGE_POINTS,
                        "contains the shot [%d, %d], but the earliest possible next frame is %d"
                                .formatted(shot[0], shot[1], next),
                        "shots in order, without overlap, below n_frames, which is %d".formatted(frames));
            }
            next = shot[1] + 1;
        }
        return shots;
    }

    /** Whether the importance of samples is stored. */
    public boolean hasGtScore() {
        return group.has(Field.GT_SCORE);
    }

    /** The mean importance of every sampled frame to the annotators, {@code [samples]}. */
    public float[] gtScore() {
        return floats(group.vector(Field.GT_SCORE, samples(), "one score per row of features"));
    }

    /** The samples, counted from 0, that belong to a summary, if stored. */
    public Optional<BitSet> gtSummary() {
        return group.has(Field.GT_SUMMARY)
                ? Optional.of(bits(
                        Field.GT_SUMMARY, group.integers(Field.GT_SUMMARY, samples(), "one value per row of features")))
                : Optional.empty();
    }

    /** The frames in each user's summary, at least one user; bits from 0 to {@link #frames()} - 1. */
    public List<BitSet> userSummary() {
        int[][] users = group.integerRows(Field.USER_SUMMARY);
        int frames = frames();
        if (users.length == 0 || users[0].length != frames) {
            throw group.wrongShape(
                    Field.USER_SUMMARY, "[users, %d], one value per frame of the video".formatted(frames));
        }
        List<BitSet> summaries = new ArrayList<>();
        for (int[] user : users) {
            summaries.add(bits(Field.USER_SUMMARY, user));
        }
        return List.copyOf(summaries);
    }

    /** The name of the video's file, if stored. */
    public Optional<String> videoName() {
        return group.has(Field.VIDEO_NAME) ? Optional.of(group.text(Field.VIDEO_NAME)) : Optional.empty();
    }

    /** The extractor of the features, as a model card identifies it, if stored. */
    public Optional<String> extractor() {
        return group.has(Field.EXTRACTOR) ? Optional.of(group.text(Field.EXTRACTOR)) : Optional.empty();
    }

    /**
     * The time of every frame, in seconds from the first one, ascending, {@code [frames]}: as stored, or from the frame rate
     * {@code fps}; empty if neither is stored.
     */
    public Optional<double[]> frameTimes() {
        int frames = frames();
        if (group.has(Field.FRAME_TIMES)) {
            return Optional.of(ascending(group.vector(Field.FRAME_TIMES, frames, "one time per frame")));
        }
        if (!group.has(Field.FPS)) {
            return Optional.empty();
        }
        double fps = group.number(Field.FPS);
        if (fps <= 0) {
            throw group.wrong(Field.FPS, "is " + fps, "more than 0");
        }
        double[] times = new double[frames];
        for (int i = 0; i < frames; i++) {
            times[i] = i / fps;
        }
        return Optional.of(times);
    }

    /**
     * Features and shots, with their origin if name and times are stored.
     *
     * @throws DatasetException as the other methods do, or if the shots do not cover every frame
     */
    public VideoFeatures toFeatures() {
        int[][] shots = changePoints();
        int next = 0;
        for (int[] shot : shots) {
            if (shot[0] != next) {
                throw group.wrong(
                        Field.CHANGE_POINTS, "does not cover frame " + next, "shots that cover every frame once");
            }
            next = shot[1] + 1;
        }
        if (next != frames()) {
            throw group.wrong(Field.CHANGE_POINTS, "does not cover frame " + next, "shots that cover every frame once");
        }
        int[] changePoints =
                Arrays.stream(shots).skip(1).mapToInt(shot -> shot[0]).toArray();
        Optional<VideoFeatures.Origin> origin = videoName()
                .flatMap(name -> frameTimes().map(times -> new VideoFeatures.Origin(name, times, extractor())));
        return new VideoFeatures(features(), picks(), frames(), changePoints, origin);
    }

    private double[] ascending(double[] times) {
        for (int i = 1; i < times.length; i++) {
            if (times[i] <= times[i - 1]) {
                throw group.wrong(
                        Field.FRAME_TIMES,
                        "contains %s after %s at index %d".formatted(times[i], times[i - 1], i),
                        "strictly ascending times");
            }
        }
        return times;
    }

    private BitSet bits(Field field, int[] values) {
        BitSet bits = new BitSet(values.length);
        for (int i = 0; i < values.length; i++) {
            if (values[i] != 0 && values[i] != 1) {
                throw group.wrong(field, "contains %d in column %d".formatted(values[i], i), "0 and 1");
            }
            bits.set(i, values[i] == 1);
        }
        return bits;
    }

    private static float[] floats(double[] values) {
        float[] floats = new float[values.length];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = (float) values[i];
        }
        return floats;
    }
}
