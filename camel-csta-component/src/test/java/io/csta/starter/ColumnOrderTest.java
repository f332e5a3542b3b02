package io.csta.starter;

import static org.assertj.core.api.Assertions.assertThat;

import io.csta.nn.csta.CstaNetwork;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ColumnOrderTest {

    private final float[] vector = new float[CstaNetwork.WIDTH];

    ColumnOrderTest() {
        IntStream.range(0, vector.length).forEach(i -> vector[i] = i);
    }

    @Test
    void of_aVector_keepsTheValuesOfEachBranch_inAnotherOrder() {
        float[] ordered = ColumnOrder.random(new SplittableRandom(1)).of(vector);
        int begin = 0;
        for (int end : new int[] {384, 768, 896, 1024}) {
            float[] branch = Arrays.copyOfRange(ordered, begin, end);
            assertThat(branch).isNotEqualTo(Arrays.copyOfRange(vector, begin, end));
            Arrays.sort(branch);
            assertThat(branch).containsExactly(Arrays.copyOfRange(vector, begin, end));
            begin = end;
        }
    }

    @Test
    void random_anotherSeed_isAnotherOrder() {
        assertThat(ColumnOrder.random(new SplittableRandom(2)).of(vector))
                .isEqualTo(ColumnOrder.random(new SplittableRandom(2)).of(vector))
                .isNotEqualTo(ColumnOrder.random(new SplittableRandom(3)).of(vector));
    }
}
