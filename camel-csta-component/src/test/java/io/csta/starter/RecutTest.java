package io.csta.starter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.csta.dataset.VideoFeatures;
import io.csta.nn.csta.CstaNetwork;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RecutTest {

    private static final int FPS = 2;

    private final Screenplay screenplay = Screenplay.of("a", Cast.LEARNED, 5, FPS, 200, 240);

    /** Every value names its frame and its column. */
    private static VideoFeatures features(int frames) {
        float[][] rows = new float[frames][CstaNetwork.WIDTH];
        for (int i = 0; i < frames; i++) {
            for (int column = 0; column < CstaNetwork.WIDTH; column++) {
                rows[i][column] = i * CstaNetwork.WIDTH + column;
            }
        }
        return new VideoFeatures(rows, IntStream.range(0, frames).toArray(), frames, new int[0]);
    }

    @Test
    void film_isMadeOfWholeShots_withTheVectorsOfThese() {
        Recut footage = new Recut();
        footage.add(screenplay, features(screenplay.frames()));
        Recut.CutFilm film = footage.film(7, 1, FPS, 60);

        float[][] rows = film.features().features();
        assertThat(film.screenplay().frames()).isEqualTo(rows.length).isBetween(60 * FPS, 76 * FPS);
        assertThat(film.features().origin().orElseThrow().fileName()).isEqualTo("cut-0007");
        int at = 0;
        for (FilmShot shot : film.screenplay().shots()) {
            int original = frame(rows[at]);
            assertThat(shotAt(original).seed()).isEqualTo(shot.seed());
            for (int i = 0; i < shot.frames(); i++) {
                assertThat(frame(rows[at + i])).isEqualTo(original + i);
            }
            at += shot.frames();
        }
        assertThat(film.screenplay().shots()).isNotEqualTo(screenplay.shots());
        assertThat(footage.film(7, 1, FPS, 60).screenplay()).isEqualTo(film.screenplay());
        assertThat(footage.film(7, 2, FPS, 60).screenplay()).isNotEqualTo(film.screenplay());
    }

    private static int frame(float[] row) {
        return (int) row[0] / CstaNetwork.WIDTH;
    }

    private FilmShot shotAt(int frame) {
        int[] starts = screenplay.starts();
        int shot = starts.length - 1;
        while (starts[shot] > frame) {
            shot--;
        }
        return screenplay.shots().get(shot);
    }

    @Test
    void add_notOneRowAFrame_isRefused() {
        assertThatThrownBy(() -> new Recut().add(screenplay, features(3)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("3 rows of features: expected one per frame");
    }
}
