package io.csta.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.csta.evaluation.MeanResult;
import io.csta.evaluation.RankCorrelation;
import io.csta.testing.Svg;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class LearningCurveTest {

    private static Epoch epoch(int number, double tau, double rho) {
        return epoch(number, Optional.of(new RankCorrelation(tau, rho)));
    }

    private static Epoch epoch(int number, Optional<RankCorrelation> correlation) {
        return new Epoch(
                number,
                1.0 / number,
                new MeanResult(correlation, OptionalDouble.empty(), 0),
                2.0 / number,
                OptionalDouble.of(0.1),
                0.5,
                OptionalLong.empty());
    }

    private static LearningCurve curve(TrainingProtocol protocol, Epoch... epochs) {
        LearningCurve curve = LearningCurve.empty(protocol);
        for (Epoch epoch : epochs) {
            curve = curve.plus(epoch);
        }
        return curve;
    }

    @Test
    void best_ofTheValidatedProtocol_hasTheHighestTau_andOfSeveralTheLeastError() {
        Epoch first = epoch(1, 0.1, 0.3);
        Epoch second = epoch(2, 0.2, 0.2);
        Epoch third = epoch(3, 0.2, 0.4);
        Epoch fourth = new Epoch(
                4, 0.1, third.agreement(), 3 * third.error(), OptionalDouble.of(0.1), 0.5, OptionalLong.empty());
        assertThat(curve(TrainingProtocol.VALIDATED, first, second, third, fourth)
                        .best())
                .contains(third);
    }

    @Test
    void best_ofThePublishedProtocol_isBetterInBothCoefficients() {
        LearningCurve curve =
                curve(TrainingProtocol.PUBLISHED, epoch(1, 0.1, 0.3), epoch(2, 0.2, 0.2), epoch(3, 0.15, 0.4));
        assertThat(curve.best().orElseThrow().number()).isEqualTo(3);
    }

    @Test
    void best_whereCoefficientsAreUndefined_isTheLast_andAnyDefinedOneIsBetter() {
        Epoch first = epoch(1, Optional.empty());
        Epoch second = epoch(2, Optional.empty());
        assertThat(curve(TrainingProtocol.PUBLISHED, first, second).best()).contains(second);
        Epoch third = epoch(3, -0.5, -0.5);
        Epoch fourth = epoch(4, Optional.empty());
        assertThat(curve(TrainingProtocol.PUBLISHED, first, second, third, fourth)
                        .best())
                .contains(third);
    }

    @Test
    void best_ofEpochsThatAreDefinedForOtherVideos_isDefinedForTheMost() {
        Epoch sound = epoch(1, 0.25, 0.25);
        Epoch lucky = new Epoch(
                2,
                0.5,
                new MeanResult(Optional.of(new RankCorrelation(0.4, 0.4)), OptionalDouble.empty(), 4),
                0.1,
                OptionalDouble.of(0.1),
                0.5,
                OptionalLong.empty());
        for (TrainingProtocol protocol : TrainingProtocol.values()) {
            assertThat(curve(protocol, sound, lucky).best()).contains(sound);
            assertThat(curve(
                                    protocol,
                                    new Epoch(
                                            1,
                                            0.5,
                                            lucky.agreement(),
                                            0.1,
                                            OptionalDouble.of(0.1),
                                            0.5,
                                            OptionalLong.empty()),
                                    epoch(2, 0.1, 0.1))
                            .best()
                            .orElseThrow()
                            .number())
                    .isEqualTo(2);
        }
    }

    @Test
    void isStale_countsFromTheBest() {
        LearningCurve curve =
                curve(TrainingProtocol.VALIDATED, epoch(1, 0.1, 0.1), epoch(2, 0.3, 0.3), epoch(3, 0.2, 0.2));
        assertThat(curve.isStale(1)).isTrue();
        assertThat(curve.isStale(2)).isFalse();
    }

    @Test
    void csv_leavesUndefinedCoefficientsEmpty() {
        assertThat(curve(TrainingProtocol.VALIDATED, epoch(1, 0.25, 0.5), epoch(2, Optional.empty()))
                        .csv()
                        .lines())
                .containsExactly(
                        "epoch,loss,error,tau,rho,seconds,f1,spread",
                        "1,1.0000000,2.0000000,0.250000,0.500000,0.500,,0.10000000",
                        "2,0.50000000,1.0000000,,,0.500,,0.10000000");
    }

    @Test
    void plot_ofAnyCurve_isXmlWithoutWhatIsNoNumber() throws Exception {
        for (LearningCurve curve : new LearningCurve[] {
            curve(TrainingProtocol.VALIDATED, epoch(1, Optional.empty())),
            curve(TrainingProtocol.VALIDATED, epoch(1, 0.1, 0.2)),
            curve(TrainingProtocol.VALIDATED, epoch(1, 0.1, 0.2), epoch(2, Optional.empty()), epoch(3, 0.2, 0.1))
        }) {
            String svg = CurvePlot.of(curve, "Split 1");
            assertThat(Svg.parse(svg).texts()).contains("Split 1", "loss", "error", "tau", "rho", "epoch");
        }
    }

    @Test
    void plot_inAnyLocale_isTheSame() {
        LearningCurve curve = curve(TrainingProtocol.VALIDATED, epoch(1, 0.1, 0.2), epoch(2, 0.3, 0.4));
        String plot = CurvePlot.of(curve, "Split 1");
        Locale before = Locale.getDefault();
        try {
            for (String tag : new String[] {"de", "ar-EG"}) {
                Locale.setDefault(Locale.forLanguageTag(tag));
                assertThat(CurvePlot.of(curve, "Split 1")).isEqualTo(plot);
            }
        } finally {
            Locale.setDefault(before);
        }
    }
}
