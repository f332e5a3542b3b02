package io.csta.summary;

import io.csta.model.SelectionDefaults;
import io.csta.segmentation.Shot;
import io.csta.visibility.FrameVisibility;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * What can be said about the importance of frames without a trained network: motion and sharpness, relative to those of the same
 * video.
 */
final class Prior {

    /** Values from this quantile of a video's visible samples on count as much as possible, so that a single flash does not set the scale. */
    private static final double LARGE = 0.9;

    private final double motionWeight;
    private final double sharpnessWeight;

    Prior(SelectionDefaults weights) {
        this.motionWeight = weights.motion();
        this.sharpnessWeight = weights.sharpness();
    }

    /**
     * The weighted mean of scores, motion and sharpness. The scores have weight 1.
     *
     * @param scores one score per sample
     * @return one value per sample, 0 to 1 if the scores are
     */
    float[] combinedWith(float[] scores, VideoAnalysis analysis) {
        float[] motion = scaled(motion(analysis), analysis);
        float[] sharpness = scaled(analysis.sharpness(), analysis);
        float[] combined = new float[scores.length];
        for (int i = 0; i < combined.length; i++) {
            double sum = Math.max(0, scores[i]) + motionWeight * motion[i] + sharpnessWeight * sharpness[i];
            combined[i] = (float) (sum / (1 + motionWeight + sharpnessWeight));
        }
        return combined;
    }

    /** The mean motion from each sample to the next, without that at cuts. */
    private static float[] motion(VideoAnalysis analysis) {
        FrameVisibility frames = analysis.visibility();
        int[] samples = analysis.samples();
        float[] motion = new float[samples.length];
        int[] starts = analysis.shots().stream().mapToInt(Shot::first).toArray();
        for (int i = 0; i < samples.length; i++) {
            int end = i + 1 < samples.length ? samples[i + 1] : frames.frames();
            double sum = 0;
            int count = 0;
            for (int frame = samples[i]; frame < end; frame++) {
                if (Arrays.binarySearch(starts, frame) < 0) {
                    sum += frames.motion(frame);
                    count++;
                }
            }
            motion[i] = count == 0 ? 0 : (float) (sum / count);
        }
        return motion;
    }

    /** Relative to a large value of visible samples; noise on black is sharp. */
    private static float[] scaled(float[] values, VideoAnalysis analysis) {
        int[] samples = analysis.samples();
        double[] sorted = IntStream.range(0, values.length)
                .filter(i -> values[i] > 0 && analysis.visibility().isVisible(samples[i]))
                .mapToDouble(i -> values[i])
                .sorted()
                .toArray();
        float large = sorted.length == 0 ? 0 : (float) sorted[(int) (LARGE * (sorted.length - 1))];
        float[] scaled = new float[values.length];
        for (int i = 0; i < scaled.length && large > 0; i++) {
            scaled[i] = Math.min(1, values[i] / large);
        }
        return scaled;
    }
}
