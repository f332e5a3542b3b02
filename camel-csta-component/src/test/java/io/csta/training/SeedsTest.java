package io.csta.training;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Values of splitmix64, computed by its definition before {@link Seeds} used {@link java.util.SplittableRandom}. */
class SeedsTest {

    @ParameterizedTest
    @CsvSource({
        "0, 3982070227906906278, 451, 720, -1222306022360671151",
        "1, 633295910745529047, 68, 726, -4607825803571924379",
        "123456, -1084058081552278584, 767, 846, -2134243486440201443",
        "-7, 3372355235557901641, 443, 206, 5578343516841603264"
    })
    void seeds_ofASplit_areThoseOfEarlierVersions(long seed, long weights, int validation, int order, long dropout) {
        Seeds seeds = new Seeds(seed, 1);
        assertThat(seeds.weights()).isEqualTo(weights);
        assertThat(seeds.validation().nextInt(1000)).isEqualTo(validation);
        assertThat(seeds.order(5).nextInt(1000)).isEqualTo(order);
        assertThat(seeds.dropout(5, 17)).isEqualTo(dropout);
    }
}
