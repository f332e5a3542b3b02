package io.csta.starter;

import io.csta.dataset.DatasetVideo;
import io.csta.dataset.VideoFeatures;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Cuts new films from the shots of others. A vector describes a single image, so nothing has to be rendered or processed again.
 * No two films share the order of shots.
 */
final class Recut {

    private static final String NAME = "cut-";

    private final Map<Long, List<float[]>> rows = new HashMap<>();
    private final List<FilmShot> shots = new ArrayList<>();
    private Optional<String> extractor = Optional.empty();

    /**
     * A film that exists only as vectors.
     *
     * @param screenplay its shots
     * @param features one row per frame
     */
    record CutFilm(Screenplay screenplay, VideoFeatures features) {}

    /** Whether a video of a dataset is a recut film. */
    static boolean isCut(DatasetVideo video) {
        return video.videoName().filter(name -> name.startsWith(NAME)).isPresent();
    }

    /**
     * Adds the shots of a film, without repetitions.
     *
     * @param features one row per frame
     * @throws IllegalArgumentException if there is not one row per frame
     */
    void add(Screenplay screenplay, VideoFeatures features) {
        if (features.features().length != screenplay.frames()) {
            throw new IllegalArgumentException("%s has %d frames and %d rows of features: expected one per frame"
                    .formatted(screenplay.name(), screenplay.frames(), features.features().length));
        }
        extractor = features.origin().flatMap(VideoFeatures.Origin::extractor);
        int at = 0;
        for (FilmShot shot : screenplay.shots()) {
            if (!shot.repeated()) {
                shots.add(shot);
                rows.put(shot.seed(), List.of(Arrays.copyOfRange(features.features(), at, at + shot.frames())));
            }
            at += shot.frames();
        }
    }

    /**
     * A film of this length or slightly longer.
     *
     * @param number part of its name
     */
    CutFilm film(int number, long seed, int fps, int seconds) {
        String name = String.format(Locale.ROOT, "%s%04d", NAME, number);
        SplittableRandom random = new SplittableRandom(seed);
        List<FilmShot> cut = new ArrayList<>();
        Set<Long> used = new HashSet<>();
        int frames = 0;
        while (frames < seconds * fps) {
            FilmShot next = shots.get(random.nextInt(shots.size()));
            Optional<FilmShot> before = FilmShot.worthRepeating(cut, random);
            if (Kind.any(random) == Kind.REPEAT && before.isPresent()) {
                next = before.get().again(random);
            } else if (!used.add(next.seed())) {
                continue;
            }
            cut.add(next);
            frames += next.frames();
        }
        float[][] features = cut.stream()
                .flatMap(shot -> rows.getOrDefault(shot.seed(), List.of()).stream())
                .toArray(float[][]::new);
        int[] picks = IntStream.range(0, frames).toArray();
        double[] times =
                IntStream.range(0, frames).mapToDouble(i -> (double) i / fps).toArray();
        return new CutFilm(
                new Screenplay(name, seed, fps, cut, 0),
                new VideoFeatures(
                        features,
                        picks,
                        frames,
                        new int[0],
                        Optional.of(new VideoFeatures.Origin(name, times, extractor))));
    }
}
