package io.csta.starter;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * How much is made.
 *
 * @param learned how many films are learned from
 * @param heldOut how many films are kept for the trial, of other places and things
 * @param leastSeconds how long a film is at least
 * @param mostSeconds how long it is at most, about
 * @param epochs how often every film is learned from at most
 * @param patience how many epochs without a better one end the training
 */
record Plan(int learned, int heldOut, int leastSeconds, int mostSeconds, int epochs, int patience) {

    /** The model that ships. */
    static final Plan FULL = new Plan(300, 16, 60, 240, 12, 4);

    /** The same steps in a minute or two; what comes of it is of no use. */
    static final Plan SMOKE = new Plan(4, 1, 12, 16, 2, 2);

    /** As often as films are looked at: to draw more would be in vain. */
    private static final int LEARNED_FPS = 2;

    private static final int HELD_OUT_FPS = 15;

    static final long SEED = 20_261_126;
    private static final long HELD_OUT_SEED = 7_500_000_019L;

    /** The films to learn from. */
    List<Screenplay> learnedFilms() {
        return films("learned", Cast.LEARNED, SEED, LEARNED_FPS, learned);
    }

    /** The films of the trial. */
    List<Screenplay> heldOutFilms() {
        return films("held-out", Cast.HELD_OUT, HELD_OUT_SEED, HELD_OUT_FPS, heldOut);
    }

    private List<Screenplay> films(String name, Cast cast, long seed, int fps, int count) {
        List<Screenplay> films = new ArrayList<>();
        for (int i = 1; i <= count; i++) {
            films.add(Screenplay.of(
                    String.format(Locale.ROOT, "%s-%03d", name, i),
                    cast,
                    seed + 1000L * i,
                    fps,
                    leastSeconds,
                    mostSeconds));
        }
        return films;
    }
}
