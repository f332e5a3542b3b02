package io.csta.selection;

import io.csta.CancelledException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The 0/1 knapsack, exact, by dynamic programming over all weights up to the capacity.
 *
 * <p>Of several choices of equal value it takes the one that the textbook's table gives: K[i][w] is the larger of K[i-1][w]
 * and value[i] + K[i-1][w - weight[i]], and on the way back from the last item, i is taken if K[i][w] differs from
 * K[i-1][w]. So an item is left out if it adds nothing. The table is never held: one row of it at a time, and one bit a cell
 * that says whether the item was worth taking. Time is items times capacity: some 5 000 shots of ten hours of video take
 * seconds, and about 100 MB.
 */
public final class Knapsack {

    private Knapsack() {}

    /**
     * Chooses items of the largest total value.
     *
     * @param values what each item is worth; finite
     * @param weights what each item weighs, at least 1, in any unit
     * @param capacity what the chosen items may weigh together, in the same unit, at least 0
     * @return the indices of the chosen items, ascending; empty if none fits or none is worth more than 0
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

    /** Goes from one row of the table to the next, in place; returns the capacities at which the item is taken. */
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
                    values.length + " values but " + weights.length + " weights: expected one of each an item");
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
