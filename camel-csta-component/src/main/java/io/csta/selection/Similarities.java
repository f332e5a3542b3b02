package io.csta.selection;

import io.csta.CancelledException;
import io.csta.segmentation.Shot;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How similar candidates are: the cosine of their mean vectors, rescaled so that the mean of all pairs maps to 0 and equality to 1,
 * and squared, because content that is only vaguely similar is not represented.
 *
 * <p>Some candidates, evenly spread, are <em>witnesses</em>: what they have in common with others stands for the whole video. In videos
 * with up to {@value #MOST_WITNESSES} candidates, about two hours, all of them are.
 */
final class Similarities {

    static final int MOST_WITNESSES = 2000;

    /** Vectors of a video in which nothing changes differ only by noise. */
    private static final double LARGEST_COMMON_PART = 0.98;

    private final float[][] vectors;
    private final double common;
    private final int[] witnesses;
    private final float[][] toWitnesses;

    private Similarities(float[][] vectors) {
        this.vectors = vectors;
        this.common = Math.min(LARGEST_COMMON_PART, meanCosine(vectors));
        int count = vectors.length;
        int kept = Math.min(count, MOST_WITNESSES);
        this.witnesses = IntStream.range(0, kept)
                .map(i -> (int) ((long) i * count / kept))
                .toArray();
        this.toWitnesses = new float[count][kept];
        for (int i = 0; i < count; i++) {
            CancelledException.throwIfInterrupted();
            for (int j = 0; j < kept; j++) {
                toWitnesses[i][j] = get(i, witnesses[j]);
            }
        }
    }

    static Similarities of(ScoredVideo video, List<Candidate> candidates) {
        return new Similarities(candidates.stream()
                .map(candidate -> unitMean(video, candidate.range()))
                .toArray(float[][]::new));
    }

    /** The similarity of two candidates, 0 to 1. */
    float get(int candidate, int other) {
        double similarity = (dot(vectors[candidate], vectors[other]) - common) / (1 - common);
        double positive = Math.max(0, Math.min(1, similarity));
        return candidate == other ? 1 : (float) (positive * positive);
    }

    /** The witnesses, ascending. */
    int[] witnesses() {
        return witnesses;
    }

    /** The similarity of a candidate and a witness, 0 to 1. */
    float toWitness(int candidate, int witness) {
        return toWitnesses[candidate][witness];
    }

    private static float[] unitMean(ScoredVideo video, Shot range) {
        int[] samples = video.samples();
        int from = firstSampleIn(samples, range);
        int end = from;
        while (end < samples.length && samples[end] <= range.last()) {
            end++;
        }
        if (end == from) { // the sample before applies until the next one
            from = Math.max(0, from - 1);
            end = from + 1;
        }
        float[] mean = new float[video.vectors()[0].length];
        for (int sample = from; sample < end; sample++) {
            for (int k = 0; k < mean.length; k++) {
                mean[k] += video.vectors()[sample][k];
            }
        }
        double norm = Math.sqrt(dot(mean, mean));
        for (int k = 0; k < mean.length && norm > 0; k++) {
            mean[k] /= (float) norm;
        }
        return mean;
    }

    private static int firstSampleIn(int[] samples, Shot range) {
        int found = java.util.Arrays.binarySearch(samples, range.first());
        return found >= 0 ? found : -found - 1;
    }

    /** The mean cosine of two different vectors. */
    private static double meanCosine(float[][] vectors) {
        int count = vectors.length;
        if (count < 2) {
            return 0;
        }
        float[] sum = new float[vectors[0].length];
        for (float[] vector : vectors) {
            for (int k = 0; k < sum.length; k++) {
                sum[k] += vector[k];
            }
        }
        return Math.max(0, (dot(sum, sum) - count) / ((double) count * (count - 1)));
    }

    private static double dot(float[] a, float[] b) {
        float[] sums = new float[8]; // independent sums, so that the loop can be vectorized
        int k = 0;
        for (; k + 8 <= a.length; k += 8) {
            for (int lane = 0; lane < 8; lane++) {
                sums[lane] += a[k + lane] * b[k + lane];
            }
        }
        double sum = 0;
        for (float part : sums) {
            sum += part;
        }
        for (; k < a.length; k++) {
            sum += a[k] * b[k];
        }
        return sum;
    }
}
