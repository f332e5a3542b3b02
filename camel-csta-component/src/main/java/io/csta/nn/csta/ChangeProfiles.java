package io.csta.nn.csta;

import io.csta.CancelledException;
import java.util.Arrays;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/**
 * How much the pictures of a video change, regardless of what they show: the input of a network with
 * {@link CstaOptions.Input#CHANGE_PROFILES}.
 *
 * <p>The vectors are divided by the mean of all absolute values of the video. A comparison of two of them results in the square
 * roots of the differences of all values, in ascending order, of which the means of {@value #BINS} groups of equal size are kept. A
 * profile consists of three comparisons of a sample:
 *
 * <ol>
 *   <li>with the samples before and after: what moves,
 *   <li>with the samples {@value #FAR} before and after: what moves on, instead of shaking in place,
 *   <li>with the most similar one of the earlier samples, except for the last {@value #GAP} ones: what was not shown before.
 * </ol>
 *
 * <p>The first two comparisons keep the smaller value of both directions for each group. The most similar sample is the one with the
 * least distance between sums of neighbouring values; apart from that, the order of the values of a vector is irrelevant. The distances
 * in time suit two samples per second.
 */
final class ChangeProfiles {

    /** The number of values for each comparison. */
    static final int BINS = 32;

    private static final int COMPARISONS = 3;

    /** The number of values of a profile. */
    static final int WIDTH = COMPARISONS * BINS;

    /** Every group contains at least one value. */
    static final int LEAST_VECTOR_WIDTH = BINS;

    private static final int FAR = 4;
    private static final int GAP = 8;

    /** How many samples ago the earliest one that is searched may be, so that the time grows linearly with the length. */
    private static final int MEMORY = 3600;

    private static final int SKETCH = 64;

    /** The values for a sample that does not exist: larger than those of any other. */
    private static final float[] NONE = none();

    private final float[][] vectors;
    private final float factor;
    private final float[][] sketches;

    private ChangeProfiles(float[][] vectors) {
        this.vectors = vectors;
        factor = factor(vectors);
        sketches = Arrays.stream(vectors).map(this::sketch).toArray(float[][]::new);
    }

    /**
     * Computes the profiles of a video.
     *
     * @param vectors one per sampled frame, {@code [samples, width]}, with at least {@value #BINS} finite values each
     * @return {@code [samples, 96]}. Samples for which there is no other one to compare with get the mean of those of the
     *     comparison; if there are no others, the values of the comparison before, or 0
     * @throws CancelledException if the thread is interrupted
     */
    static float[][] of(float[][] vectors) {
        ChangeProfiles video = new ChangeProfiles(vectors);
        float[][] near = video.changes(1);
        float[][] far = video.changes(FAR);
        float[][] profiles = new float[vectors.length][WIDTH];
        for (int sample = 0; sample < vectors.length; sample++) {
            CancelledException.throwIfInterrupted();
            float[][] comparisons = {
                lessOfBoth(near, sample, 1), lessOfBoth(far, sample, FAR), video.changesSinceMostSimilar(sample)
            };
            for (int i = 0; i < COMPARISONS; i++) {
                System.arraycopy(comparisons[i], 0, profiles[sample], i * BINS, BINS);
            }
        }
        for (int i = 0; i < COMPARISONS; i++) {
            fillGaps(profiles, i);
        }
        return profiles;
    }

    private static float[] none() {
        float[] values = new float[BINS];
        Arrays.fill(values, Float.POSITIVE_INFINITY);
        return values;
    }

    /** Divides by the mean of all absolute values, unless that is too small. */
    private static float factor(float[][] vectors) {
        double sum = 0;
        long count = 0;
        for (float[] vector : vectors) {
            for (float value : vector) {
                sum += Math.abs(value);
            }
            count += vector.length;
        }
        double mean = sum / count;
        return mean > Float.MIN_NORMAL ? (float) (1 / mean) : 1;
    }

    /** The sums of neighbouring values, which are quicker to compare than all values. */
    private float[] sketch(float[] vector) {
        float[] sums = new float[SKETCH];
        for (int i = 0; i < vector.length; i++) {
            sums[(int) ((long) i * SKETCH / vector.length)] += vector[i] * factor;
        }
        return sums;
    }

    /** The changes from each sample to the n-th one after it; the last n samples have none. */
    private float[][] changes(int n) {
        return IntStream.range(0, vectors.length - n)
                .mapToObj(sample -> changes(sample, sample + n))
                .toArray(float[][]::new);
    }

    private static float[] lessOfBoth(float[][] changes, int sample, int distance) {
        float[] before = sample < distance ? NONE : changes[sample - distance];
        float[] after = sample < changes.length ? changes[sample] : NONE;
        float[] least = new float[BINS];
        for (int i = 0; i < BINS; i++) {
            least[i] = Math.min(before[i], after[i]);
        }
        return least;
    }

    private float[] changesSinceMostSimilar(int sample) {
        int best = -1;
        float least = Float.POSITIVE_INFINITY;
        for (int earlier = Math.max(0, sample - MEMORY); earlier < sample - GAP; earlier++) {
            float distance = squaredDistance(sketches[sample], sketches[earlier]);
            if (distance < least) {
                least = distance;
                best = earlier;
            }
        }
        return best < 0 ? NONE : changes(sample, best);
    }

    private static float squaredDistance(float[] a, float[] b) {
        float sum = 0;
        for (int i = 0; i < SKETCH; i++) {
            float difference = a[i] - b[i];
            sum += difference * difference;
        }
        return sum;
    }

    private float[] changes(int one, int other) {
        float[] a = vectors[one];
        float[] b = vectors[other];
        float[] differences = new float[a.length];
        for (int i = 0; i < differences.length; i++) {
            differences[i] = Math.abs(a[i] * factor - b[i] * factor);
        }
        Arrays.sort(differences);
        float[] means = new float[BINS];
        for (int bin = 0; bin < BINS; bin++) {
            int from = bin * differences.length / BINS;
            int to = (bin + 1) * differences.length / BINS;
            double sum = 0;
            for (int i = from; i < to; i++) {
                sum += Math.sqrt(differences[i]);
            }
            means[bin] = (float) (sum / (to - from));
        }
        return means;
    }

    /** Replaces the values of a comparison for which there is no other sample. */
    private static void fillGaps(float[][] profiles, int comparison) {
        for (int i = comparison * BINS; i < (comparison + 1) * BINS; i++) {
            int column = i;
            OptionalDouble mean = Arrays.stream(profiles)
                    .mapToDouble(profile -> profile[column])
                    .filter(Double::isFinite)
                    .average();
            for (float[] profile : profiles) {
                if (!Float.isFinite(profile[i])) {
                    float previous = comparison == 0 ? 0 : profile[i - BINS];
                    profile[i] = mean.isPresent() ? (float) mean.getAsDouble() : previous;
                }
            }
        }
    }
}
