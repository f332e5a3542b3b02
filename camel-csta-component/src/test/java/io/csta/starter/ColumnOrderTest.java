package io.csta.starter;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ColumnOrderTest {

    private final float[] vector = new float[1280];

    ColumnOrderTest() {
        IntStream.range(0, vector.length).forEach(i -> vector[i] = i);
    }

    @Test
    void of_aVector_keepsTheValues_inAnotherOrder() {
        float[] ordered = order(1).of(vector);
        assertThat(ordered).isNotEqualTo(vector);
        Arrays.sort(ordered);
        assertThat(ordered).containsExactly(vector);
    }

    @Test
    void random_anotherSeed_isAnotherOrder() {
        assertThat(order(2).of(vector)).isEqualTo(order(2).of(vector)).isNotEqualTo(order(3).of(vector));
    }

    private ColumnOrder order(long seed) {
        return ColumnOrder.random(new SplittableRandom(seed), vector.length);
    }
}
