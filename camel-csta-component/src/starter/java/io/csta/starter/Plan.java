package io.csta.starter;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.LongStream;

/**
 * The number and length of films.
 *
 * @param learned the number of rendered training films
 * @param kept how many of these are not recut, so that they show the progress of training
 * @param heldOut the number of films in the trial, with other backgrounds and objects
 * @param seenInFull for how many of these cuts are also found with all frames, which takes long
 * @param leastSeconds the shortest film
 * @param mostSeconds the longest film, approximately
 * @param cut the number of training films that are cut from the shots of the rendered films
 * @param epochs how often each of them is used for training
 * @param scorers the number of scorers that are trained from different seeds, of which the best one is kept
 * @param patience the number of epochs without a better one that end the training; no effect if that is all epochs
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
        int scorers,
        int patience) {

    /** The model that ships. */
    static final Plan FULL = new Plan(160, 16, 16, 6, 60, 240, 1200, 1, 3, 1);

    /** The same steps in less than a minute; the result is of no use. */
    static final Plan SMOKE = new Plan(3, 1, 1, 1, 8, 10, 3, 2, 2, 2);

    /** The sampling rate; rendering more frames would have no effect. */
    private static final int LEARNED_FPS = 2;

    private static final int HELD_OUT_FPS = 15;

    /** Incremented when the same seed gives other images or ratings. */
    private static final int GENERATOR = 4;

    private static final long SEED = 20_261_126;
    private static final long HELD_OUT_SEED = 7_500_000_259L;
    private static final long CUT_SEED = 9_000_000_011L;

    /** Distinguishes its films from those of other plans. */
    String identity() {
        return "%s, drawn by generator %d, seeds %s".formatted(this, GENERATOR, seeds());
    }

    /** The seeds of the scorers. */
    LongStream trainingSeeds() {
        return LongStream.range(SEED, SEED + scorers);
    }

    /** The seeds of the films. */
    String seeds() {
        return "%d learned, %d cut, %d held out".formatted(SEED, CUT_SEED, HELD_OUT_SEED);
    }

    /** The rendered training films; the last {@link #kept} are not recut. */
    List<Screenplay> learnedFilms() {
        return films("learned", Cast.LEARNED, SEED, LEARNED_FPS, learned);
    }

    /** Whether a film, counted from 0, is not recut. */
    boolean isKept(int film) {
        return film >= learned - kept;
    }

    /** The films of the trial. */
    List<Screenplay> heldOutFilms() {
        return films("held-out", Cast.HELD_OUT, HELD_OUT_SEED, HELD_OUT_FPS, heldOut);
    }

    /** The shortest recut film; recut films are shorter than others, so that there are more of them. */
    int leastCutSeconds() {
        return leastSeconds / 2;
    }

    /** The longest recut film, approximately. */
    int mostCutSeconds() {
        return leastSeconds * 3 / 2;
    }

    /** The training films, cut from the shots of others. */
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
