package io.csta.selection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.csta.CancelledException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class KnapsackTest {

    @Test
    void choose_manySmallCases_takesTheMostValuable() {
        Random random = new Random(11);
        for (int i = 0; i < 500; i++) {
            int n = random.nextInt(11);
            int capacity = random.nextInt(60);
            double[] values = random.doubles(n, 0, 1).toArray();
            int[] weights = random.ints(n, 1, 30).toArray();
            List<Integer> chosen = Knapsack.choose(values, weights, capacity);
            assertThat(chosen.stream().mapToInt(item -> weights[item]).sum()).isLessThanOrEqualTo(capacity);
            assertThat(chosen.stream().mapToDouble(item -> values[item]).sum())
                    .isEqualTo(mostValuable(values, weights, capacity), within(1e-12));
        }
    }

    @Test
    void choose_equalValues_takesWhatTheTextbooksTableTakes() {
        Random random = new Random(12);
        for (int i = 0; i < 500; i++) {
            int n = random.nextInt(12);
            int capacity = random.nextInt(200);
            double[] values = random.ints(n, 0, 4).asDoubleStream().toArray();
            int[] weights = random.ints(n, 1, 60).toArray();
            assertThat(Knapsack.choose(values, weights, capacity)).isEqualTo(textbook(values, weights, capacity));
        }
    }

    @Test
    void choose_nothingThatFits_isEmpty() {
        assertThat(Knapsack.choose(new double[] {1, 2}, new int[] {5, 6}, 4)).isEmpty();
        assertThat(Knapsack.choose(new double[] {1}, new int[] {1}, 0)).isEmpty();
        assertThat(Knapsack.choose(new double[0], new int[0], 9)).isEmpty();
    }

    @Test
    void choose_worthlessItem_isLeftOut() {
        assertThat(Knapsack.choose(new double[] {0, 1}, new int[] {1, 1}, 2)).containsExactly(1);
    }

    @Test
    void choose_badArguments_areRefused() {
        assertThatThrownBy(() -> Knapsack.choose(new double[1], new int[2], 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("1 values and 2 weights");
        assertThatThrownBy(() -> Knapsack.choose(new double[] {1}, new int[] {0}, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("item 0 weighs 0");
        assertThatThrownBy(() -> Knapsack.choose(new double[] {Double.NaN}, new int[] {1}, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("NaN");
        assertThatThrownBy(() -> Knapsack.choose(new double[0], new int[0], -1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("capacity -1");
    }

    @Test
    void choose_interruptedThread_isCancelled() {
        Thread.currentThread().interrupt();
        try {
            assertThatThrownBy(() -> Knapsack.choose(new double[] {1}, new int[] {1}, 1))
                    .isInstanceOf(CancelledException.class);
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    private static double mostValuable(double[] values, int[] weights, int capacity) {
        double most = 0;
        for (int set = 0; set < 1 << values.length; set++) {
            double value = 0;
            int weight = 0;
            for (int i = 0; i < values.length; i++) {
                value += (set >> i & 1) * values[i];
                weight += (set >> i & 1) * weights[i];
            }
            most = weight <= capacity ? Math.max(most, value) : most;
        }
        return most;
    }

    private static List<Integer> textbook(double[] values, int[] weights, int capacity) {
        double[][] table = new double[values.length + 1][capacity + 1];
        for (int i = 1; i <= values.length; i++) {
            for (int w = 0; w <= capacity; w++) {
                table[i][w] = weights[i - 1] <= w
                        ? Math.max(values[i - 1] + table[i - 1][w - weights[i - 1]], table[i - 1][w])
                        : table[i - 1][w];
            }
        }
        List<Integer> chosen = new ArrayList<>();
        int w = capacity;
        for (int i = values.length; i > 0; i--) {
            if (table[i][w] != table[i - 1][w]) {
                chosen.add(0, i - 1);
                w -= weights[i - 1];
            }
        }
        return chosen;
    }
}
