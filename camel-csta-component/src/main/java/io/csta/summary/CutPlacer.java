package io.csta.summary;

import io.csta.segmentation.CutPlacement;
import io.csta.segmentation.Kts;
import io.csta.segmentation.Shot;
import io.csta.video.FrameRange;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Function;

/**
 * Moves each cut from a sample to the exact frame: the one on which the brightness changes abruptly between the two samples around
 * it, or, if it changes little from frame to frame, as in a fade, the one by which half of the change has happened. If it changes much
 * more than once, the vectors of all frames between the two samples decide.
 *
 * <p>A shot of a single sample is kept only if it is long and between two hard cuts, or if the vectors of all its frames
 * confirm it: in the middle of a fade, they often do not.
 */
final class CutPlacer {

    private final int frames;
    private final int step;
    private final double penaltyWeight;
    private final HardCuts hardCuts;
    private final Function<List<FrameRange>, float[][]> featuresOf;

    /**
     * For a video.
     *
     * @param frames the number of its frames
     * @param step the sampling step, in frames
     * @param penaltyWeight the factor of the penalty with which the cuts were found
     * @param hardCuts where its picture changes abruptly
     * @param featuresOf computes the vectors of all frames in these ranges, in order
     */
    CutPlacer(
            int frames,
            int step,
            double penaltyWeight,
            HardCuts hardCuts,
            Function<List<FrameRange>, float[][]> featuresOf) {
        this.frames = frames;
        this.step = step;
        this.penaltyWeight = penaltyWeight;
        this.hardCuts = hardCuts;
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
        OptionalInt[] hard = Arrays.stream(cuts)
                .mapToObj(cut -> hardCuts.between((cut - 1) * step, cut * step))
                .toArray(OptionalInt[]::new);
        Gaps gaps = gaps(samples, cuts, hard);
        List<Shot> shots = Kts.shots(cuts, samples.length);
        double[][] means = shots.stream()
                .map(shot -> CutPlacement.mean(samples, shot.first(), shot.last()))
                .toArray(double[][]::new);
        List<Integer> placed = new ArrayList<>();
        boolean joined = false;
        for (int i = 0; i < cuts.length; i++) {
            int cut = i;
            int place = hard[i].orElseGet(() -> gaps.has(cut)
                    ? gaps.first(cut) + CutPlacement.framesOnTheLeft(means[cut], means[cut + 1], gaps.vectors(cut))
                    : hardCuts.halfway((cuts[cut] - 1) * step, cuts[cut] * step));
            joined = isSingleSample(cuts, i) && !isClear(hard, i) && !joined;
            if (joined) {
                int begin = placed.get(placed.size() - 1);
                float[][] shot = gaps.vectors(i, begin, place);
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

    /** Whether the shot that ends with this cut has a single sample. */
    private static boolean isSingleSample(int[] cuts, int cut) {
        return cut > 0 && cuts[cut] == cuts[cut - 1] + 1;
    }

    /** Whether the shot that ends with this cut is long, and between two hard cuts. A flash is short. */
    private boolean isClear(OptionalInt[] hard, int cut) {
        return hard[cut].isPresent()
                && hard[cut - 1].isPresent()
                && 2 * (hard[cut].getAsInt() - hard[cut - 1].getAsInt()) >= step;
    }

    private Gaps gaps(float[][] samples, int[] cuts, OptionalInt[] hard) {
        BitSet unclear = new BitSet();
        for (int i = 0; i < cuts.length; i++) {
            if (isSingleSample(cuts, i) && !isClear(hard, i)) {
                unclear.set(i - 1, i + 1);
            } else if (hard[i].isEmpty() && hardCuts.mayBeBetween((cuts[i] - 1) * step, cuts[i] * step)) {
                unclear.set(i);
            }
        }
        List<FrameRange> ranges = unclear.stream()
                .mapToObj(i -> new FrameRange((cuts[i] - 1) * step + 1, cuts[i] * step - 1))
                .toList();
        return new Gaps(samples, cuts, step, unclear, ranges.isEmpty() ? new float[0][] : featuresOf.apply(ranges));
    }

    /**
     * The frames between the two samples around each unclear cut.
     *
     * @param unclear the cuts whose frames have vectors
     * @param between the vectors of all these frames, in order
     */
    @SuppressWarnings("ArrayRecordComponent")
    private record Gaps(float[][] samples, int[] cuts, int step, BitSet unclear, float[][] between) {

        boolean has(int cut) {
            return unclear.get(cut);
        }

        /** The first frame after the sample before a cut. */
        int first(int cut) {
            return (cuts[cut] - 1) * step + 1;
        }

        float[][] vectors(int cut) {
            int before = unclear.get(0, cut).cardinality();
            return Arrays.copyOfRange(between, before * (step - 1), (before + 1) * (step - 1));
        }

        /** The vectors of the shot of a single sample that ends with this cut. */
        float[][] vectors(int cut, int begin, int end) {
            List<float[]> all = new ArrayList<>(List.of(vectors(cut - 1)));
            all.add(samples[cuts[cut - 1]]);
            all.addAll(List.of(vectors(cut)));
            return all.subList(begin - first(cut - 1), end - first(cut - 1)).toArray(float[][]::new);
        }
    }
}
