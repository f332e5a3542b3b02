package io.csta.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SummaryVerdictTest {

    private static final SummaryQuality UNIFORM = quality(0.1, 0.1, 0.1, 0.1, 0.2);
    private static final SummaryQuality RANDOM = quality(0.1, 0.1, 0.1, 0.1, 0.25);

    @Test
    void verdict_ofAGoodSummary_isPass() {
        assertThat(SummaryVerdict.of(quality(0, 0.01, 0.004, 0, 0.199), UNIFORM, RANDOM))
                .isEqualTo("PASS: black 0.0 % (limit 1.0 %), faded 1.0 % (limit 1.0 %), frozen 0.4 % (limit 1.0 %),"
                        + " repeated 0.0 % (limit 1.0 %), distance without black 0.199 (uniform 0.200),"
                        + " distance without black 0.199 (random 0.250)");
    }

    @Test
    void verdict_ofASummaryThatMissesOneLimit_namesIt() {
        assertThat(SummaryVerdict.of(quality(0, 0.011, 0, 0, 0.1), UNIFORM, RANDOM))
                .startsWith("MISS: faded 1.1 % (limit 1.0 %); passed: black");
        assertThat(SummaryVerdict.of(quality(0, 0, 0, 0, 0.2), UNIFORM, RANDOM))
                .startsWith("MISS: distance without black 0.200 (uniform 0.200); passed: black");
    }

    @Test
    void verdict_ofASummaryThatMissesEverything_saysSo() {
        assertThat(SummaryVerdict.of(quality(0.5, 0.5, 0.5, 0.5, 0.5), UNIFORM, RANDOM))
                .startsWith("MISS: black 50.0 %")
                .endsWith("; passed: none");
    }

    private static SummaryQuality quality(
            double black, double faded, double frozen, double repeated, double coverageLit) {
        return new SummaryQuality(0, black, faded, frozen, repeated, 0, coverageLit, 1, 1, 1, 1);
    }
}
