package io.csta.summary;

import io.csta.segmentation.CutPlacement;
import io.csta.segmentation.Kts;
import io.csta.segmentation.Shot;
import io.csta.video.FrameRange;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/**
 * Moves each cut from a sample to the exact frame, by comparing the frames between the two samples around it.
 *
 * <p>A shot of a single sample is kept only if all its frames confirm it: in the middle of a fade, they often do not.
 */
final class CutPlacer {

    private final int frames;
    private final int step;
    private final double penaltyWeight;
    private final Function<List<FrameRange>, float[][]> featuresOf;

    /**
     * For a video.
     *
     * @param frames the number of its frames
     * @param step the sampling step, in frames
     * @param penaltyWeight the factor of the penalty with which the cuts were found
     * @param featuresOf computes the vectors of all frames in these ranges, in order
     */
    CutPlacer(int frames, int step, double penaltyWeight, Function<List<FrameRange>, float[][]> featuresOf) {
        this.frames = frames;
        this.step = step;
        this.penaltyWeight = penaltyWeight;
        this.featuresOf = featuresOf;
    }

    /**
     * Finds the first frame of each shot.
     *
     * @param samples one vector per sample
     * @param cuts the first samples of all shots except the first
     * @return the first frames of all shots except the first
     */
    int[] place(float[][] samples, int[] cuts) {
        List<FrameRange> gaps = new ArrayList<>();
        for (int cut : cuts) {
            gaps.add(new FrameRange((cut - 1) * step + 1, cut * step - 1));
        }
        float[][] between = gaps.isEmpty() ? new float[0][] : featuresOf.apply(gaps);
        List<Shot> shots = Kts.shots(cuts, samples.length);
        double[][] means = shots.stream()
                .map(shot -> CutPlacement.mean(samples, shot.first(), shot.last()))
                .toArray(double[][]::new);
        List<Integer> placed = new ArrayList<>();
        boolean joined = false;
        for (int i = 0; i < cuts.length; i++) {
            float[][] gap = gap(between, i);
            int place = gaps.get(i).first() + CutPlacement.framesOnTheLeft(means[i], means[i + 1], gap);
            boolean singleSample = i > 0 && cuts[i] == cuts[i - 1] + 1;
            joined = singleSample && !joined;
            if (joined) {
                int begin = placed.get(placed.size() - 1);
                float[][] whole = around(gap(between, i - 1), samples[cuts[i - 1]], gap);
                int offset = begin - gaps.get(i - 1).first();
                float[][] shot = Arrays.copyOfRange(whole, offset, offset + place - begin);
                joined = !CutPlacement.isShot(
                        means[i - 1], means[i + 1], shot, Kts.price(cuts.length, frames, penaltyWeight));
                if (joined) {
                    placed.remove(placed.size() - 1);
                    place = begin + CutPlacement.framesOnTheLeft(means[i - 1], means[i + 1], shot);
                }
            }
            placed.add(place);
        }
        return placed.stream().mapToInt(frame -> frame).toArray();
    }

    private float[][] gap(float[][] between, int cut) {
        return Arrays.copyOfRange(between, cut * (step - 1), (cut + 1) * (step - 1));
    }

    private static float[][] around(float[][] before, float[] sample, float[][] after) {
        List<float[]> all = new ArrayList<>(List.of(before));
        all.add(sample);
        all.addAll(List.of(after));
        return all.toArray(float[][]::new);
    }
}
