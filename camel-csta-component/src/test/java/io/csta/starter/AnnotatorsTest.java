package io.csta.starter;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AnnotatorsTest {

    private static final int FPS = 2;

    private static Map<String, Integer> highestScores(Screenplay screenplay) {
        Map<String, Integer> highest = new HashMap<>();
        for (String line : Annotators.rate(screenplay, screenplay.name())) {
            String[] fields = line.split(",", -1);
            highest.merge(fields[1], Integer.valueOf(fields[4]), Math::max);
        }
        return highest;
    }

    private static FilmShot shot(Kind kind, double importance) {
        return new FilmShot(Cast.LEARNED, kind, 3, 4, 10 * FPS, importance, false);
    }

    /** Ratings that are all 0 contain no information, and are rejected. */
    @Test
    void rate_aFilmThatLeavesPeopleCold_givesSomethingAScoreAllTheSame() {
        for (long seed = 1; seed <= 100; seed++) {
            Screenplay dull =
                    new Screenplay("dull", seed, FPS, List.of(shot(Kind.BLANK, 0), shot(Kind.FROZEN, 0.05)), 20_000);
            assertThat(highestScores(dull)).hasSize(6).allSatisfy((annotator, score) -> assertThat(score)
                    .isPositive());
        }
    }

    @Test
    void rate_actionAndABlank_prefersTheAction() {
        Screenplay film = new Screenplay("film", 7, FPS, List.of(shot(Kind.ACTION, 0.9), shot(Kind.BLANK, 0)), 20_000);
        List<String> lines = Annotators.rate(film, "film");
        assertThat(lines).hasSize(12);
        for (int i = 0; i < lines.size(); i += 2) {
            assertThat(score(lines.get(i))).isGreaterThan(score(lines.get(i + 1)));
        }
    }

    private static int score(String line) {
        return Integer.parseInt(line.substring(line.lastIndexOf(',') + 1));
    }
}
