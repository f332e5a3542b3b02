package io.csta.starter;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * How much is made.
 *
 * @param learned how many films are made to learn from
 * @param kept how many of them no films are cut out of, so that they show how training goes
 * @param heldOut how many films the trial has, of other places and things
 * @param seenInFull in how many of these it looks for cuts in all frames, too, which takes long
 * @param leastSeconds how long a film is at least
 * @param mostSeconds how long it is at most, about
 * @param cut how many films are cut out of the shots of the others, to be learned from
 * @param epochs how often each of them is learned from
 * @param patience how many epochs without a better one end the training; without effect if that is all of them
 */
record Plan(
        int learned,
        int kept,
        int heldOut,
        int seenInFull,
        int leastSeconds,
        int mostSeconds,
        int cut,
        int epochs,
        int patience) {

    /** The model that ships. */
    static final Plan FULL = new Plan(160, 16, 16, 6, 60, 240, 1200, 1, 1);

    /** The same steps in less than a minute; what comes of it is of no use. */
    static final Plan SMOKE = new Plan(3, 1, 1, 1, 8, 10, 3, 2, 2);

    /** As often as films are looked at: to draw more would be in vain. */
    private static final int LEARNED_FPS = 2;

    private static final int HELD_OUT_FPS = 15;

    /** Grows when the same seed is drawn or rated differently. */
    private static final int GENERATOR = 4;

    static final long SEED = 20_261_126;
    private static final long HELD_OUT_SEED = 7_500_000_259L;
    private static final long CUT_SEED = 9_000_000_011L;

    /** Tells its films from those of other plans. */
    String identity() {
        return "%s, drawn by generator %d, seeds %s".formatted(this, GENERATOR, seeds());
    }

    /** What the films are drawn by. */
    String seeds() {
        return "%d learned, %d cut, %d held out".formatted(SEED, CUT_SEED, HELD_OUT_SEED);
    }

    /** The films to learn from; the last {@link #kept} are not cut up. */
    List<Screenplay> learnedFilms() {
        return films("learned", Cast.LEARNED, SEED, LEARNED_FPS, learned);
    }

    /** Whether no films are cut out of one; films are counted from 0. */
    boolean isKept(int film) {
        return film >= learned - kept;
    }

    /** The films of the trial. */
    List<Screenplay> heldOutFilms() {
        return films("held-out", Cast.HELD_OUT, HELD_OUT_SEED, HELD_OUT_FPS, heldOut);
    }

    /** How long a film is at least that is cut: shorter than others, so that there are more of them in an hour. */
    int leastCutSeconds() {
        return leastSeconds / 2;
    }

    /** How long it is at most, about. */
    int mostCutSeconds() {
        return leastSeconds * 3 / 2;
    }

    /** Films to learn from, cut out of the footage of others. */
    List<Recut.CutFilm> cutFilms(Recut footage) {
        List<Recut.CutFilm> films = new ArrayList<>();
        for (int i = 1; i <= cut; i++) {
            long seed = CUT_SEED + 1000L * i;
            int seconds = new SplittableRandom(seed).nextInt(leastCutSeconds(), mostCutSeconds() + 1);
            films.add(footage.film(i, seed + 1, LEARNED_FPS, seconds));
        }
        return films;
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
