package io.csta.selection;

import io.csta.CancelledException;
import io.csta.segmentation.Shot;
import java.util.List;

/**
 * How similar candidates are: the cosine of their mean vectors, rescaled so that two candidates which are as similar as any
 * two of the video have 0, and equal ones 1.
 */
@SuppressWarnings("ArrayRecordComponent")
record Similarities(float[][] values) {

    /** Vectors of a video in which nothing changes differ only by noise. */
    private static final double LARGEST_COMMON_PART = 0.98;

    static Similarities of(Footage footage, List<Candidate> candidates) {
        int count = candidates.size();
        float[][] vectors = new float[count][];
        for (int i = 0; i < count; i++) {
            vectors[i] = unitMean(footage, candidates.get(i).range());
        }
        double common = Math.min(LARGEST_COMMON_PART, meanCosine(vectors));
        float[][] values = new float[count][count];
        for (int i = 0; i < count; i++) {
            CancelledException.throwIfInterrupted();
            values[i][i] = 1;
            for (int j = 0; j < i; j++) {
                double similarity = (dot(vectors[i], vectors[j]) - common) / (1 - common);
                values[i][j] = (float) Math.max(0, Math.min(1, similarity));
                values[j][i] = values[i][j];
            }
        }
        return new Similarities(values);
    }

    float get(int candidate, int other) {
        return values[candidate][other];
    }

    private static float[] unitMean(Footage footage, Shot range) {
        int[] samples = footage.samples();
        int from = firstSampleIn(samples, range);
        int end = from;
        while (end < samples.length && samples[end] <= range.last()) {
            end++;
        }
        if (end == from) { // the sample before applies until the next one
            from = Math.max(0, from - 1);
            end = from + 1;
        }
        float[] mean = new float[footage.vectors()[0].length];
        for (int sample = from; sample < end; sample++) {
            for (int k = 0; k < mean.length; k++) {
                mean[k] += footage.vectors()[sample][k];
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
