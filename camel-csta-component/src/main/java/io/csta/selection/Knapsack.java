package io.csta.selection;

import io.csta.CancelledException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The 0/1 knapsack, exact, by dynamic programming over all weights up to the capacity.
 *
 * <p>Of several selections of equal value, it returns that of the textbook's table: K[i][w] is the larger of K[i-1][w]
 * and value[i] + K[i-1][w - weight[i]], and on the way back from the last item, i is selected if K[i][w] differs from
 * K[i-1][w]. So an item that adds nothing is not selected. Only one row of the table is in memory at a time, plus one bit per
 * cell for whether the item is selected. Time is items times capacity: 5 000 shots of ten hours of video take about half a
 * second, and about 100 MB.
 */
public final class Knapsack {

    private Knapsack() {}

    /**
     * Selects items of the largest total value.
     *
     * @param values the value of each item; finite
     * @param weights the weight of each item, at least 1, in any unit
     * @param capacity the largest total weight, in the same unit, at least 0
     * @return the indices of the selected items, ascending; empty if no item fits or none has a value above 0
     * @throws IllegalArgumentException if the lengths differ, a weight is below 1, a value is not finite, or the capacity
     *     is negative
     * @throws CancelledException if the thread is interrupted
     */
    public static List<Integer> choose(double[] values, int[] weights, int capacity) {
        check(values, weights, capacity);
        double[] best = new double[capacity + 1];
        long[][] taken = new long[values.length][];
        for (int i = 0; i < values.length; i++) {
            CancelledException.throwIfInterrupted();
            taken[i] = weights[i] <= capacity ? offer(values[i], weights[i], best) : new long[0];
        }
        return trace(taken, weights, capacity);
    }

    /** Computes the next row of the table in place; returns the capacities at which the item is selected. */
    private static long[] offer(double value, int weight, double[] best) {
        long[] taken = new long[best.length / Long.SIZE + 1];
        for (int w = best.length - 1; w >= weight; w--) {
            double with = value + best[w - weight];
            if (with > best[w]) {
                best[w] = with;
                taken[w / Long.SIZE] |= 1L << w;
            }
        }
        return taken;
    }

    private static List<Integer> trace(long[][] taken, int[] weights, int capacity) {
        List<Integer> chosen = new ArrayList<>();
        int left = capacity;
        for (int i = taken.length - 1; i >= 0; i--) {
            if (taken[i].length > 0 && (taken[i][left / Long.SIZE] >>> left & 1) == 1) {
                chosen.add(i);
                left -= weights[i];
            }
        }
        Collections.reverse(chosen);
        return List.copyOf(chosen);
    }

    private static void check(double[] values, int[] weights, int capacity) {
        if (values.length != weights.length) {
            throw new IllegalArgumentException(
                    values.length + " values and " + weights.length + " weights: expected the same number of both");
        }
        if (capacity < 0 || capacity == Integer.MAX_VALUE) {
            throw new IllegalArgumentException("capacity " + capacity + ": expected at least 0 and less than 2^31 - 1");
        }
        for (int i = 0; i < weights.length; i++) {
            if (weights[i] < 1 || !Double.isFinite(values[i])) {
                throw new IllegalArgumentException("item " + i + " weighs " + weights[i] + " and is worth " + values[i]
                        + ": expected a weight of at least 1 and a finite value");
            }
        }
    }
}
