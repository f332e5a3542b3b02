package io.csta.segmentation;

/**
 * Places a cut between two neighbouring samples on the exact frame.
 *
 * <p>Segmenting samples shows that a shot ends with one sample and that the next starts with the following one. The
 * frames between the two belong to the left shot up to some frame, and to the right shot after it. As in KTS, the frame
 * with the least scatter is selected; the means of the shots are those of their samples.
 */
public final class CutPlacement {

    private CutPlacement() {}

    /**
     * The mean feature of a run of samples.
     *
     * @param samples the features, {@code [n, width]}
     * @param first the first row of the run
     * @param last the last row of the run, which belongs to it
     * @return the mean, {@code [width]}
     */
    public static double[] mean(float[][] samples, int first, int last) {
        double[] mean = new double[samples[first].length];
        for (int i = first; i <= last; i++) {
            for (int k = 0; k < mean.length; k++) {
                mean[k] += samples[i][k];
            }
        }
        for (int k = 0; k < mean.length; k++) {
            mean[k] /= last - first + 1;
        }
        return mean;
    }

    /**
     * How many of the frames between the two samples belong to the left shot: the t that minimises the sum of |x - left|²
     * over the first t frames plus the sum of |x - right|² over the others. The least t among equals.
     *
     * @param left the mean feature of the shot on the left, {@code [width]}
     * @param right the mean feature of the shot on the right, {@code [width]}
     * @param between the features of the frames strictly between the two samples, {@code [m, width]}; m may be 0
     * @return a number from 0 to m
     * @throws IllegalArgumentException if the widths differ
     */
    public static int framesOnTheLeft(double[] left, double[] right, float[][] between) {
        double scatter = 0;
        double least = 0;
        int best = 0;
        for (int t = 0; t < between.length; t++) {
            scatter += squaredDistance(between[t], left) - squaredDistance(between[t], right);
            if (scatter < least) {
                least = scatter;
                best = t + 1;
            }
        }
        return best;
    }

    /**
     * Whether some frames between two shots are a separate shot: whether that lowers the scatter by more than the price of a
     * cut, compared with dividing them between the shots on either side.
     *
     * @param left the mean feature of the shot before, {@code [width]}
     * @param right the mean feature of the shot after, {@code [width]}
     * @param frames the features of all frames in question, {@code [m, width]}, m at least 1
     * @param price the price of one more cut, see {@link Kts#price}
     * @throws IllegalArgumentException if the widths differ
     */
    public static boolean isShot(double[] left, double[] right, float[][] frames, double price) {
        int onTheLeft = framesOnTheLeft(left, right, frames);
        double[] own = mean(frames, 0, frames.length - 1);
        double gain = 0;
        for (int t = 0; t < frames.length; t++) {
            gain += squaredDistance(frames[t], t < onTheLeft ? left : right) - squaredDistance(frames[t], own);
        }
        return gain > price;
    }

    private static double squaredDistance(float[] row, double[] mean) {
        if (row.length != mean.length) {
            throw new IllegalArgumentException(
                    "a frame's feature has " + row.length + " values, the mean of a shot " + mean.length);
        }
        double sum = 0;
        for (int k = 0; k < row.length; k++) {
            double difference = row[k] - mean[k];
            sum += difference * difference;
        }
        return sum;
    }
}
