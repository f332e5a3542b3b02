package io.csta.dataset;

import java.util.Optional;

/**
 * The benchmark data of a video without annotations. The arrays are not copied.
 *
 * @param features one row per sample, {@code [samples, width]}, at least one
 * @param picks the frame of each sample, counted from 0, ascending
 * @param frames the number of frames of the video
 * @param changePoints the first frames of all shots but the first, ascending
 * @param origin the origin of the features, if known
 */
@SuppressWarnings("ArrayRecordComponent")
public record VideoFeatures(float[][] features, int[] picks, int frames, int[] changePoints, Optional<Origin> origin) {

    /**
     * The origin of features, so that times in seconds can be mapped to frames later.
     *
     * @param fileName the name of the video's file
     * @param frameTimes the time of every frame, in seconds from the first one, ascending, {@code [frames]}
     * @param extractor the extractor, as a model card identifies it, if known
     */
    public record Origin(String fileName, double[] frameTimes, Optional<String> extractor) {

        /** An origin with an unknown extractor. */
        public Origin(String fileName, double[] frameTimes) {
            this(fileName, frameTimes, Optional.empty());
        }
    }

    /**
     * Checks that the parts fit together.
     *
     * @throws IllegalArgumentException if there is no sample, if rows differ in width, if there is not one pick per sample,
     *     if picks or change points do not ascend strictly within the video, or if there is not one time per frame
     */
    public VideoFeatures {
        if (features.length == 0 || features.length != picks.length) {
            throw new IllegalArgumentException(features.length + " rows of features for " + picks.length
                    + " sampled frames: expected one row per sample, and at least one");
        }
        for (float[] row : features) {
            if (row.length == 0 || row.length != features[0].length) {
                throw new IllegalArgumentException(
                        "features: rows of " + features[0].length + " and of " + row.length + " values");
            }
        }
        checkAscending("sampled frames", picks, 0, frames);
        checkAscending("change points", changePoints, 1, frames);
        if (origin.isPresent() && origin.get().frameTimes().length != frames) {
            throw new IllegalArgumentException(origin.get().frameTimes().length + " times for " + frames + " frames");
        }
    }

    /** Features of unknown origin. */
    public VideoFeatures(float[][] features, int[] picks, int frames, int[] changePoints) {
        this(features, picks, frames, changePoints, Optional.empty());
    }

    /** First and last frame of every shot, {@code [shots, 2]}, both inclusive. */
    public int[][] shots() {
        int[][] shots = new int[changePoints.length + 1][2];
        for (int s = 0; s < shots.length; s++) {
            shots[s][0] = s == 0 ? 0 : changePoints[s - 1];
            shots[s][1] = (s < changePoints.length ? changePoints[s] : frames) - 1;
        }
        return shots;
    }

    private static void checkAscending(String what, int[] values, int least, int end) {
        int floor = least;
        for (int value : values) {
            if (value < floor || value >= end) {
                throw new IllegalArgumentException(what + " must be strictly ascending, from " + least + " to below "
                        + end + ", the number of frames: found " + value);
            }
            floor = value + 1;
        }
    }
}
