package io.csta.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.csta.evaluation.MeanResult;
import io.csta.evaluation.RankCorrelation;
import io.csta.evaluation.SplitResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SeedStudyTest {

    private final SeedStudy study =
            new SeedStudy(new TreeMap<>(Map.of(7L, report(0.1, 0.3), 8L, report(0.2, Double.NaN))));

    /** A report of splits with these values of tau; NaN if it is undefined. */
    private static TrainingReport report(double... taus) {
        return new TrainingReport(
                TrainingProtocol.VALIDATED,
                IntStream.range(0, taus.length)
                        .mapToObj(i -> {
                            MeanResult mean = new MeanResult(
                                    Optional.of(taus[i])
                                            .filter(tau -> !tau.isNaN())
                                            .map(tau -> new RankCorrelation(tau, 2 * tau)),
                                    OptionalDouble.of(50),
                                    0);
                            return new TrainedSplit(
                                    i + 1,
                                    "split.safetensors",
                                    1,
                                    new Epoch(1, 0, mean, 0, OptionalDouble.of(0.1), 1, OptionalLong.empty()),
                                    new SplitResult(i + 1, Map.of(), mean),
                                    1);
                        })
                        .toList());
    }

    @Test
    void statistics_areOverAllSplitsThatHaveAValue() {
        assertThat(study.tau().mean()).isEqualTo(0.2, within(1e-12));
        assertThat(study.tau().deviation()).isEqualTo(0.1, within(1e-12));
        assertThat(study.tau().count()).isEqualTo(3);
        assertThat(study.rho().mean()).isEqualTo(0.4, within(1e-12));
        assertThat(study.f1().deviation()).isZero();
        assertThat(study.f1().count()).isEqualTo(4);
    }

    @Test
    void write_leavesATableAndNumbers(@TempDir Path folder) throws IOException {
        study.write(folder);
        assertThat(Files.readString(folder.resolve("seeds.md")))
                .isEqualTo(
                        """
                        | seed | tau | rho | F1 % |
                        |---|---|---|---|
                        | 7 | 0.200 ± 0.141 | 0.400 ± 0.283 | 50.00 ± 0.00 |
                        | 8 | 0.200 ± 0.000 | 0.400 ± 0.000 | 50.00 ± 0.00 |
                        | all | 0.200 ± 0.100 | 0.400 ± 0.200 | 50.00 ± 0.00 |
                        """);
        JsonNode json = new ObjectMapper().readTree(folder.resolve("seeds.json").toFile());
        assertThat(json.at("/tau/mean").asDouble()).isEqualTo(0.2, within(1e-12));
        assertThat(json.at("/seeds/1/seed").asLong()).isEqualTo(8);
        assertThat(json.at("/seeds/1/tau/count").asInt()).isEqualTo(1);
    }

    @Test
    void undefinedEverywhere_isADash() {
        SeedStudy none = new SeedStudy(new TreeMap<>(Map.of(1L, report(Double.NaN))));
        assertThat(none.tau().text(3)).isEqualTo("–");
        assertThat(none.markdown()).contains("| all | – | – | 50.00 ± 0.00 |");
    }
}
