package io.csta.segmentation;

/**
 * Sums of the first rows of a feature matrix, from which the scatter of any run of rows follows.
 *
 * <p>The sum of the first {@code t} rows is a vector. Only every 32nd is stored; the others are computed from it when they
 * are needed, always in the same order, so a sum always has the same bits. The most recently used sums are cached, in up to
 * 64 MiB for pool5 features. In double precision. Not thread-safe.
 */
final class PrefixSums {

    /** Rows between two stored sums, so that these need a sixteenth of the memory of the features. */
    private static final int STRIDE = 32;

    /** The number of runs of rows whose sums are cached. */
    private static final int RUNS = 256;

    private final float[][] rows;
    private final int width;
    private final double[] energy;
    private final double[][] stored;
    private final double[][][] runs = new double[RUNS][][];
    private final int[] runAt = new int[RUNS];
    private final Vectors vectors = new Vectors();
    private long scatters;

    /**
     * Computes the stored sums.
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
        stored = new double[rows.length / STRIDE + 1][];
        double[] sum = new double[width];
        for (int t = 0; t <= rows.length; t++) {
            if (t % STRIDE == 0) {
                stored[t / STRIDE] = sum.clone();
            }
            if (t < rows.length) {
                energy[t + 1] = energy[t] + checkedEnergy(t);
                add(sum, rows[t]);
            }
        }
    }

    private PrefixSums(PrefixSums other) {
        rows = other.rows;
        width = other.width;
        energy = other.energy;
        stored = other.stored;
    }

    /** The same sums, with a cache of their own. */
    PrefixSums forOtherThread() {
        return new PrefixSums(this);
    }

    int length() {
        return rows.length;
    }

    /** The sum of the squared norms of all rows, to which rounding errors are relative. */
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
        scatters++;
        return Math.max(0, energy[to] - energy[from] - vectors.squaredDistance(sumFrom, sumTo) / count);
    }

    /**
     * The sum of the first {@code t} rows.
     *
     * @return shared: do not modify
     */
    double[] at(int t) {
        int run = t / STRIDE;
        int slot = run % RUNS;
        if (runs[slot] == null || runAt[slot] != run) {
            runs[slot] = sumsFrom(run);
            runAt[slot] = run;
        }
        return runs[slot][t % STRIDE];
    }

    private double[][] sumsFrom(int run) {
        int first = run * STRIDE;
        double[][] sumsOfRun = new double[Math.min(STRIDE, rows.length + 1 - first)][];
        sumsOfRun[0] = stored[run];
        for (int i = 1; i < sumsOfRun.length; i++) {
            sumsOfRun[i] = sumsOfRun[i - 1].clone();
            add(sumsOfRun[i], rows[first + i - 1]);
        }
        return sumsOfRun;
    }

    /** How many scatters were computed, as a measure of work. */
    long scatters() {
        return scatters;
    }

    Vectors vectors() {
        return vectors;
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
            throw new IllegalArgumentException("features: row " + row + " contains a value that is not finite");
        }
        return sum;
    }

    private static void add(double[] sum, float[] row) {
        for (int k = 0; k < sum.length; k++) {
            sum[k] += row[k];
        }
    }
}
