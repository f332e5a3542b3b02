package io.csta.selection;

import io.csta.segmentation.Shot;
import java.util.List;

/**
 * What {@link PartSelector} knows about a video.
 *
 * @param shots the shots, which together contain every frame once
 * @param times when each frame starts, and when the last one ends, in seconds, {@code [frames + 1]}, ascending
 * @param costs how much of the budget the frames before each one use, and all frames, {@code [frames + 1]}, ascending: their
 *     duration, or their number divided by the frame rate if each counts the same
 * @param values how much each frame is worth, {@code [frames]}, at least 0
 * @param weights how much of each frame should be represented, {@code [frames]}, 0 to 1
 * @param visible whether each frame may be shown, {@code [frames]}
 * @param still whether nothing moves in each frame, {@code [frames]}
 * @param samples the frames that have a vector, {@code [samples]}, ascending
 * @param vectors one vector of unit length per sample, {@code [samples, width]}
 */
@SuppressWarnings("ArrayRecordComponent") // arrays of this size are not copied
public record ScoredVideo(
        List<Shot> shots,
        double[] times,
        double[] costs,
        float[] values,
        float[] weights,
        boolean[] visible,
        boolean[] still,
        int[] samples,
        float[][] vectors) {

    /**
     * Checks the sizes.
     *
     * @throws IllegalArgumentException if an array does not match the number of frames or samples
     */
    public ScoredVideo {
        shots = List.copyOf(shots);
        int frames = values.length;
        if (frames == 0
                || times.length != frames + 1
                || costs.length != frames + 1
                || weights.length != frames
                || visible.length != frames
                || still.length != frames
                || samples.length == 0
                || samples.length != vectors.length
                || shots.isEmpty()
                || shots.get(shots.size() - 1).last() != frames - 1) {
            throw new IllegalArgumentException(
                    "%d times, %d costs, %d values, %d weights, %d visible, %d still, %d samples and %d vectors do not belong to one video"
                            .formatted(
                                    times.length,
                                    costs.length,
                                    frames,
                                    weights.length,
                                    visible.length,
                                    still.length,
                                    samples.length,
                                    vectors.length));
        }
    }

    /** The number of frames. */
    int frames() {
        return values.length;
    }

    /** How long a range of frames lasts, in seconds. */
    double seconds(Shot range) {
        return times[range.last() + 1] - times[range.first()];
    }

    /** How much of the budget a range of frames uses. */
    public double cost(Shot range) {
        return costs[range.last() + 1] - costs[range.first()];
    }
}
