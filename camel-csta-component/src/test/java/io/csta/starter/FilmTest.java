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
        assertThat(first.seconds()).isBetween(30, 76);
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
    void importance_ofAnArrival_beginsWithIt() {
        Screenplay screenplay = Screenplay.of("a", Cast.LEARNED, 4, 10, 200, 240);
        double[] importance = screenplay.importance();
        int arrivals = 0;
        for (int i = 0; i < screenplay.shots().size(); i++) {
            FilmShot shot = screenplay.shots().get(i);
            if (shot.kind() == Kind.ARRIVAL) {
                int start = screenplay.starts()[i];
                assertThat(importance[start]).isEqualTo(Kind.STILL.importance());
                assertThat(importance[start + shot.frames() - 1]).isBetween(0.6, 0.9);
                arrivals++;
            }
        }
        assertThat(arrivals).isPositive();
    }

    @Test
    void annotators_rateHigh_whatIsImportant() {
        Screenplay screenplay = Screenplay.of("a", Cast.LEARNED, 4, 2, 200, 240);
        double[] importance = screenplay.importance();
        List<Double> high = new ArrayList<>();
        List<Double> low = new ArrayList<>();
        for (String line : Annotators.rate(screenplay, "a.mp4")) {
            String[] cells = line.split(",", -1);
            double middle = (Double.parseDouble(cells[2]) + Double.parseDouble(cells[3])) / 2;
            int frame = Math.min(importance.length - 1, (int) (middle * screenplay.fps()));
            (importance[frame] > 0.5 ? high : low).add(Double.parseDouble(cells[4]));
        }
        assertThat(mean(high)).isGreaterThan(mean(low) + 3);
    }

    private static double mean(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
    }
}
