package io.csta.segmentation;

/**
 * Sums of the first rows of a feature matrix, from which the scatter of any run of rows follows.
 *
 * <p>The sum of the first {@code t} rows is a vector. Only every 32nd is kept; a {@link Cursor} adds the rows in
 * between, always in the same order, so that a sum has the same bits however one got there. In double precision. Not
 * thread-safe.
 */
final class PrefixSums {

    /** Rows between two kept sums, so that these need a sixteenth of the memory of the features. */
    private static final int STRIDE = 32;

    /** A quarter of the width of pool5 features. */
    private static final int LANES = 256;

    private final float[][] rows;
    private final int width;
    private final double[] energy;
    private final double[][] kept;
    private final double[] lanes = new double[LANES];

    /**
     * Sums up.
     *
     * @param rows the features, {@code [n, width]}, n at least 1; not copied
     * @throws IllegalArgumentException if there is no row, if rows differ in width, or if a value is not finite
     */
    PrefixSums(float[][] rows) {
        if (rows.length == 0) {
            throw new IllegalArgumentException("no features: expected at least one row");
        }
        this.rows = rows;
        width = rows[0].length;
        energy = new double[rows.length + 1];
        kept = new double[rows.length / STRIDE + 1][];
        double[] sum = new double[width];
        for (int t = 0; t <= rows.length; t++) {
            if (t % STRIDE == 0) {
                kept[t / STRIDE] = sum.clone();
            }
            if (t < rows.length) {
                energy[t + 1] = energy[t] + checkedEnergy(t);
                add(sum, rows[t]);
            }
        }
    }

    int length() {
        return rows.length;
    }

    /** The sum of the squared norms of all rows, to tell what is big and what is rounding. */
    double totalEnergy() {
        return energy[rows.length];
    }

    /**
     * The scatter of the rows {@code [from, to)}: their squared distances from their mean, summed.
     *
     * @param sumFrom the sum of the first {@code from} rows
     * @param sumTo the sum of the first {@code to} rows
     */
    double scatter(int from, double[] sumFrom, int to, double[] sumTo) {
        int count = to - from;
        if (count < 2) {
            return 0;
        }
        return Math.max(0, energy[to] - energy[from] - squaredDistance(sumFrom, sumTo) / count);
    }

    Cursor cursor() {
        return new Cursor();
    }

    private double checkedEnergy(int row) {
        float[] values = rows[row];
        if (values.length != width) {
            throw new IllegalArgumentException(
                    "features: row " + row + " has " + values.length + " values, row 0 has " + width);
        }
        double sum = 0;
        for (float value : values) {
            sum += (double) value * value;
        }
        if (!Double.isFinite(sum)) {
            throw new IllegalArgumentException("features: row " + row + " holds a value that is not finite");
        }
        return sum;
    }

    private static void add(double[] sum, float[] row) {
        for (int k = 0; k < sum.length; k++) {
            sum[k] += row[k];
        }
    }

    private double squaredDistance(double[] a, double[] b) {
        return width == 4 * LANES ? squaredDistanceOf1024(a, b) : squaredDistanceOfAny(a, b);
    }

    /** For pool5 features, in a shape that the JIT compiler turns into vector instructions: four times as fast. */
    private double squaredDistanceOf1024(double[] a, double[] b) {
        double[] sum = lanes;
        for (int k = 0; k < LANES; k++) {
            double d0 = a[k] - b[k];
            double d1 = a[k + LANES] - b[k + LANES];
            double d2 = a[k + 2 * LANES] - b[k + 2 * LANES];
            double d3 = a[k + 3 * LANES] - b[k + 3 * LANES];
            sum[k] = d0 * d0 + d1 * d1 + d2 * d2 + d3 * d3;
        }
        for (int k = 0; k < LANES / 4; k++) {
            sum[k] = sum[k] + sum[k + LANES / 4] + sum[k + LANES / 2] + sum[k + 3 * LANES / 4];
        }
        double s0 = 0;
        double s1 = 0;
        for (int k = 0; k < LANES / 4; k += 2) {
            s0 += sum[k];
            s1 += sum[k + 1];
        }
        return s0 + s1;
    }

    private static double squaredDistanceOfAny(double[] a, double[] b) {
        double s0 = 0;
        double s1 = 0;
        for (int k = 0; k + 1 < a.length; k += 2) {
            double d0 = a[k] - b[k];
            double d1 = a[k + 1] - b[k + 1];
            s0 += d0 * d0;
            s1 += d1 * d1;
        }
        if (a.length % 2 == 1) {
            double d = a[a.length - 1] - b[a.length - 1];
            s0 += d * d;
        }
        return s0 + s1;
    }

    /** A place between two rows and the sum of the rows before it. */
    final class Cursor {

        private int position;
        private final double[] sum = new double[width];

        /**
         * Goes to the place before row {@code target}.
         *
         * @return the sum of the first {@code target} rows; overwritten by the next move
         */
        double[] moveTo(int target) {
            int before = target / STRIDE;
            if (target < position || before * STRIDE > position) {
                System.arraycopy(kept[before], 0, sum, 0, width);
                position = before * STRIDE;
            }
            while (position < target) {
                add(sum, rows[position++]);
            }
            return sum;
        }
    }
}
