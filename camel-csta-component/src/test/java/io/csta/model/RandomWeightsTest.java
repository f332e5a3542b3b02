package io.csta.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RandomWeightsTest {

    @ParameterizedTest
    @ValueSource(longs = {0, 1, -1, 42, Integer.MIN_VALUE, Integer.MAX_VALUE, Long.MAX_VALUE})
    void nextDouble_ofAnySeed_isThatOfTheJdk(long seed) {
        RandomWeights.Generator generator = new RandomWeights.Generator(seed);
        Random expected = new Random(seed);
        for (int i = 0; i < 1000; i++) {
            assertThat(generator.nextDouble()).isEqualTo(expected.nextDouble());
        }
    }
}
