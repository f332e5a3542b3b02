package io.csta.starter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class TrialTest {

    private static final int FPS = 10;

    /** Still for 2 s, action for 3, blank for 2, a title for 1. */
    private final Screenplay screenplay = new Screenplay(
            "a",
            1,
            FPS,
            List.of(
                    shot(Kind.STILL, 20, 0.2),
                    shot(Kind.ACTION, 30, 0.9),
                    shot(Kind.BLANK, 20, 0),
                    shot(Kind.TITLE, 10, 0.1)),
            0);

    private static FilmShot shot(Kind kind, int frames, double importance) {
        return new FilmShot(Cast.LEARNED, kind, 1, frames, frames, importance, false);
    }

    @Test
    void f1_countsEachCutOnce_withinHalfASecond() {
        assertThat(Trial.f1(screenplay, new int[] {0, 20, 50, 70})).isEqualTo(1);
        assertThat(Trial.f1(screenplay, new int[] {0, 15, 55, 70})).isEqualTo(1);
        assertThat(Trial.f1(screenplay, new int[] {0, 14, 56, 70})).isCloseTo(1 / 3.0, within(1e-9));
        assertThat(Trial.f1(screenplay, new int[] {0, 19, 21, 50, 70})).isCloseTo(6 / 7.0, within(1e-9));
        assertThat(Trial.f1(screenplay, new int[] {0})).isZero();
    }

    @Test
    void shown_isThePartInTheMoreImportantHalfOfTheShots_andInEmptyOnes() {
        BitSet frames = new BitSet();
        frames.set(10, 25); // ten still, five action
        frames.set(65, 70); // five blank
        Trial.Shown shown = Trial.shown(screenplay, frames);
        assertThat(shown.important()).isEqualTo(0.75);
        assertThat(shown.empty()).isEqualTo(0.25);
    }

    @Test
    void evenPieces_areSpreadOverTheFilm() {
        assertThat(Trial.evenPieces(screenplay, 45)).isEqualTo(pieces(10, 30, 50, 70));
        assertThat(Trial.evenPieces(screenplay, 1)).isEqualTo(pieces(30, 50));
    }

    private static BitSet pieces(int... bounds) {
        BitSet pieces = new BitSet();
        for (int i = 0; i < bounds.length; i += 2) {
            pieces.set(bounds[i], bounds[i + 1]);
        }
        return pieces;
    }
}
