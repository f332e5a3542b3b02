package io.csta.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import com.fasterxml.jackson.databind.JsonNode;
import io.csta.testing.Formula;
import io.csta.testing.Golden;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RankCorrelationTest {

    @Test
    void of_goldenPairs_equalsThePublishedCode() {
        JsonNode cases = Golden.json("metrics.json").get("cases");
        assertThat(cases).hasSizeGreaterThan(5);
        for (JsonNode golden : cases) {
            RankCorrelation found = RankCorrelation.of(doubles(golden.get("x")), doubles(golden.get("y")))
                    .orElseThrow();
            assertThat(found.tau()).isCloseTo(golden.get("kendall_tau_b").asDouble(), within(1e-9));
            assertThat(found.rho()).isCloseTo(golden.get("spearman_rho").asDouble(), within(1e-9));
        }
    }

    @Test
    void of_everyKindOfTies_equalsTheDefinition() {
        for (int levels : new int[] {2, 3, 7, 50}) {
            double[] x = levels(Formula.uniformDoubles("x" + levels, 120, 0, levels));
            double[] y = levels(Formula.uniformDoubles("y" + levels, 120, 0, 4));
            assertThat(RankCorrelation.of(x, y).orElseThrow().tau()).isCloseTo(tauByPairs(x, y), within(1e-12));
        }
    }

    @Test
    void of_aHundredThousandValuesWithTies_takesSeconds() {
        double[] summary = levels(Formula.uniformDoubles("summary", 100_000, 0, 2));
        double[] scores = Formula.uniformDoubles("scores", 100_000, 0, 1);
        double[] users = levels(Formula.uniformDoubles("users", 100_000, 0, 16));
        assertTimeout(Duration.ofSeconds(10), () -> {
            assertThat(RankCorrelation.of(summary, users).orElseThrow().tau()).isBetween(-0.05, 0.05);
            assertThat(RankCorrelation.of(scores, users).orElseThrow().rho()).isBetween(-0.05, 0.05);
            assertThat(RankCorrelation.of(scores, scores).orElseThrow().tau()).isCloseTo(1, within(1e-12));
        });
    }

    @Test
    void of_aConstantList_isUndefined() {
        double[] some = {1, 2, 3};
        for (double[] constant : List.of(new double[3], new double[] {0.5, 0.5, 0.5}, new double[] {0.0, -0.0, 0.0})) {
            assertThat(RankCorrelation.of(constant, some)).isEmpty();
            assertThat(RankCorrelation.of(some, constant)).isEmpty();
        }
        assertThat(RankCorrelation.of(new double[1], new double[1])).isEmpty();
        assertThat(RankCorrelation.of(new double[0], new double[0])).isEmpty();
    }

    @Test
    void of_zerosOfBothSigns_areTies() {
        double[] y = {1, 2, 3, 4};
        assertThat(RankCorrelation.of(new double[] {0.0, -0.0, 1, 2}, y))
                .isEqualTo(RankCorrelation.of(new double[] {0.0, 0.0, 1, 2}, y));
    }

    @Test
    void of_whatIsNoPairOfLists_isRefused() {
        assertThatThrownBy(() -> RankCorrelation.of(new double[2], new double[3]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("2 values against 3");
        for (double bad : new double[] {Double.NaN, Double.POSITIVE_INFINITY}) {
            assertThatThrownBy(() -> RankCorrelation.of(new double[] {1, bad}, new double[] {1, 2}))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("value 1 is " + bad);
        }
    }

    /** Concordant minus discordant pairs, divided by the geometric mean of the pairs that are not tied in either list. */
    private static double tauByPairs(double[] x, double[] y) {
        double difference = 0;
        double untiedX = 0;
        double untiedY = 0;
        for (int i = 0; i < x.length; i++) {
            for (int j = 0; j < i; j++) {
                double signX = Math.signum(x[i] - x[j]);
                double signY = Math.signum(y[i] - y[j]);
                difference += signX * signY;
                untiedX += Math.abs(signX);
                untiedY += Math.abs(signY);
            }
        }
        return difference / Math.sqrt(untiedX * untiedY);
    }

    private static double[] levels(double[] values) {
        return IntStream.range(0, values.length)
                .mapToDouble(i -> Math.floor(values[i]))
                .toArray();
    }

    private static double[] doubles(JsonNode array) {
        return IntStream.range(0, array.size())
                .mapToDouble(i -> array.get(i).asDouble())
                .toArray();
    }
}
