package io.csta.segmentation;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The oracle: KTS as the paper states it, with the full kernel matrix and a table over all numbers of change points, in
 * double precision. Quadratic memory and cubic time, so for short sequences only.
 */
public final class QuadraticKts {

    private final int n;
    private final long frames;
    private final double[][] scatter;

    /** Samples {@code [n, width]} that stand for this number of frames. */
    public QuadraticKts(float[][] rows, long frames) {
        n = rows.length;
        this.frames = frames;
        scatter = scatter(kernel(rows));
    }

    /** The change points of least cost; of equal costs, the fewest and earliest. */
    public int[] changePoints() {
        double[][] least = new double[n][n + 1];
        int[][] from = new int[n][n + 1];
        for (int l = 1; l <= n; l++) {
            least[0][l] = scatter[0][l];
        }
        for (int k = 1; k < n; k++) {
            Arrays.fill(least[k], Double.POSITIVE_INFINITY);
            for (int l = k + 1; l <= n; l++) {
                for (int t = k; t < l; t++) {
                    double cost = least[k - 1][t] + scatter[t][l];
                    if (cost < least[k][l]) {
                        least[k][l] = cost;
                        from[k][l] = t;
                    }
                }
            }
        }
        int best = 0;
        for (int k = 1; k < n; k++) {
            if (least[k][n] / n + penalty(k) < least[best][n] / n + penalty(best)) {
                best = k;
            }
        }
        int[] changePoints = new int[best];
        int end = n;
        for (int k = best; k > 0; k--) {
            end = from[k][end];
            changePoints[k - 1] = end;
        }
        return changePoints;
    }

    /** The cost that KTS minimises. */
    double cost(int[] changePoints) {
        double sum = 0;
        int first = 0;
        for (int changePoint : changePoints) {
            sum += scatter[first][changePoint];
            first = changePoint;
        }
        return (sum + scatter[first][n]) / n + penalty(changePoints.length);
    }

    private double penalty(int k) {
        return k == 0 ? 0 : k / (2.0 * frames) * (Math.log((double) frames / k) + 1) + k * noise();
    }

    /** The noise that the mean of a shot of samples fits, but that of all frames would not, per frame. */
    private double noise() {
        double[] pairs = IntStream.range(0, n - 1)
                .mapToDouble(i -> scatter[i][i + 2])
                .sorted()
                .toArray();
        return pairs.length == 0 ? 0 : pairs[pairs.length / 2] * (1 - (double) n / frames) / n;
    }

    private static double[][] kernel(float[][] rows) {
        double[][] kernel = new double[rows.length][rows.length];
        for (int i = 0; i < rows.length; i++) {
            for (int j = 0; j < rows.length; j++) {
                for (int d = 0; d < rows[i].length; d++) {
                    kernel[i][j] += (double) rows[i][d] * rows[j][d];
                }
            }
        }
        return kernel;
    }

    /** At {@code [t][l]} the scatter of the frames t to l-1. */
    private static double[][] scatter(double[][] kernel) {
        int n = kernel.length;
        double[][] scatter = new double[n + 1][n + 1];
        for (int t = 0; t < n; t++) {
            double diagonal = 0;
            double block = 0;
            for (int l = t; l < n; l++) {
                diagonal += kernel[l][l];
                block += kernel[l][l];
                for (int i = t; i < l; i++) {
                    block += 2 * kernel[i][l];
                }
                scatter[t][l + 1] = diagonal - block / (l - t + 1);
            }
        }
        return scatter;
    }
}
