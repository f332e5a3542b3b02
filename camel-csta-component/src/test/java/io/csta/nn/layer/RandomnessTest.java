package io.csta.nn.layer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Values of splitmix64, computed by its definition before {@link Randomness} used {@link SplittableRandom}. */
class RandomnessTest {

    @ParameterizedTest
    @CsvSource({
        "0, -2152535657050944081, 0.43152799704850997, 0.22760793546360525",
        "1, -4616330145664149646, 0.37239342287916577, 1.0296951133292016",
        "123456, -1709867466983601434, 0.6689901973120739, -1.5182173265680514",
        "-7, -6657567321482388864, 0.13666723918820078, -1.444557582141201"
    })
    void of_aSeed_drawsTheNumbersOfEarlierVersions(long seed, long first, double second, double normal) {
        check(Randomness.of(seed), first, second, normal);
    }

    @ParameterizedTest
    @CsvSource({
        "0, -7248955311261467903, 0.09935040878712353, -0.3563124642131856",
        "1, 7611194648318466341, 0.02488346458026991, -0.5935658349697747",
        "123456, 3688461845755007030, 0.4610116027128325, 0.5479406608342853",
        "-7, -9004519250558837183, 0.03643710339576223, -0.3830077236901102"
    })
    void of_aName_drawsTheNumbersOfEarlierVersions(long seed, long first, double second, double normal) {
        check(Randomness.of(seed, "linear1.weight"), first, second, normal);
    }

    private static void check(SplittableRandom random, long first, double second, double normal) {
        assertThat(random.nextLong()).isEqualTo(first);
        assertThat(random.nextDouble()).isEqualTo(second);
        assertThat(Randomness.normal(random)).isEqualTo(normal);
    }
}
