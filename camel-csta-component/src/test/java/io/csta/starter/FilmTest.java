package io.csta.starter;

import static org.assertj.core.api.Assertions.assertThat;

import io.csta.testing.Probe;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FilmTest {

    @TempDir
    private Path folder;

    @Test
    void screenplay_ofTheSameSeed_isTheSame_andOfAnotherIsNot() {
        Screenplay first = Screenplay.of("a", Cast.LEARNED, 1, 15, 30, 60);
        assertThat(Screenplay.of("a", Cast.LEARNED, 1, 15, 30, 60)).isEqualTo(first);
        assertThat(Screenplay.of("a", Cast.LEARNED, 2, 15, 30, 60)).isNotEqualTo(first);
        assertThat(first.seconds()).isBetween(30, 72);
        assertThat(first.importance()).hasSize(first.frames());
        assertThat(first.starts()).hasSameSizeAs(first.shots());
    }

    @Test
    void film_hasTheFramesOfItsScreenplay() {
        Screenplay screenplay = Screenplay.of("a", Cast.HELD_OUT, 3, 15, 10, 12);
        Path file = screenplay.file(folder);
        Film.write(screenplay, file);
        assertThat(Probe.framePts(file)).hasSize(screenplay.frames());
    }

    @Test
    void annotators_rateEveryShot_highWhereItIsImportant() {
        Screenplay screenplay = Screenplay.of("a", Cast.LEARNED, 4, 2, 200, 240);
        List<String> lines = Annotators.rate(screenplay, "a.mp4");
        assertThat(lines.size() % screenplay.shots().size()).isZero();
        List<Double> high = new ArrayList<>();
        List<Double> low = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            Shot shot = screenplay.shots().get(i % screenplay.shots().size());
            double score =
                    Double.parseDouble(lines.get(i).substring(lines.get(i).lastIndexOf(',') + 1));
            (shot.importance() > 0.5 ? high : low).add(score);
        }
        assertThat(mean(high)).isGreaterThan(mean(low) + 3);
    }

    private static double mean(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
    }
}
