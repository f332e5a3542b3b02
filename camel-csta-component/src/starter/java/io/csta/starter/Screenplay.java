package io.csta.starter;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * The description of a film, from which it is rendered.
 *
 * @param name the name of the film
 * @param seed determines everything else
 * @param fps frames per second
 * @param shots the shots in order
 * @param quality bits per image of the stored film
 */
record Screenplay(String name, long seed, int fps, List<FilmShot> shots, int quality) {

    /** The number of settings: backgrounds with their objects. */
    private static final int STAGES = 400;

    private static final int LEAST_SECONDS = 3;
    private static final int MORE_SECONDS = 12;

    /** Copies the list. */
    Screenplay {
        shots = List.copyOf(shots);
    }

    /**
     * Generates a screenplay.
     *
     * @param leastSeconds the least length of the film
     * @param mostSeconds the greatest length, approximately
     */
    static Screenplay of(String name, Cast cast, long seed, int fps, int leastSeconds, int mostSeconds) {
        SplittableRandom random = new SplittableRandom(seed);
        double wanted = fps * (leastSeconds + (mostSeconds - leastSeconds) * random.nextDouble());
        List<FilmShot> shots = new ArrayList<>();
        int frames = 0;
        while (frames < wanted) {
            Kind kind = Kind.any(random);
            int length = (int) (fps * (LEAST_SECONDS + MORE_SECONDS * random.nextDouble()));
            Optional<FilmShot> before = FilmShot.worthRepeating(shots, random);
            if (isTwice(shots, kind) || (kind == Kind.REPEAT && before.isEmpty())) {
                continue;
            }
            FilmShot shot = kind == Kind.REPEAT
                    ? before.get().again(random)
                    : new FilmShot(
                            cast,
                            kind,
                            random.nextInt(STAGES),
                            random.nextLong(),
                            length,
                            kind.importance(random),
                            false);
            shots.add(shot);
            frames += shot.frames();
        }
        return new Screenplay(name, seed, fps, shots, 20_000 + random.nextInt(80_000));
    }

    /** Rejects two blank shots in a row, which may have the same colour. */
    private static boolean isTwice(List<FilmShot> shots, Kind kind) {
        return kind == Kind.BLANK
                && !shots.isEmpty()
                && shots.get(shots.size() - 1).kind() == kind;
    }

    /** The file of the film in a folder. */
    Path file(Path folder) {
        return folder.resolve(name + ".mp4");
    }

    int frames() {
        return shots.stream().mapToInt(FilmShot::frames).sum();
    }

    int seconds() {
        return frames() / fps;
    }

    /** The first frame of every shot. */
    int[] starts() {
        int[] starts = new int[shots.size()];
        for (int i = 1; i < starts.length; i++) {
            starts[i] = starts[i - 1] + shots.get(i - 1).frames();
        }
        return starts;
    }

    /** The importance of each frame. */
    double[] importance() {
        double[] importance = new double[frames()];
        int at = 0;
        for (FilmShot shot : shots) {
            for (FilmShot.Part part : shot.parts(fps)) {
                Arrays.fill(importance, at, at + part.frames(), part.importance());
                at += part.frames();
            }
        }
        return importance;
    }
}
