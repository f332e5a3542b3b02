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
 * Cuts new films out of the shots of others. A vector knows one picture only, so that nothing has to be filmed or looked at
 * again; and as no two films share an order of shots, or of the values in their vectors, none can be learned by heart.
 */
final class Recut {

    private static final String NAME = "cut-";

    private final Map<Long, List<float[]>> rows = new HashMap<>();
    private final List<FilmShot> shots = new ArrayList<>();
    private Optional<String> extractor = Optional.empty();

    /**
     * A film that exists as vectors only.
     *
     * @param screenplay what it is made of
     * @param features one row a frame
     */
    record CutFilm(Screenplay screenplay, VideoFeatures features) {}

    /** Whether a video of a dataset is one of these. */
    static boolean isCut(DatasetVideo video) {
        return video.videoName().filter(name -> name.startsWith(NAME)).isPresent();
    }

    /**
     * Takes a film apart. A shot that it shows twice is taken once.
     *
     * @param features one row a frame
     * @throws IllegalArgumentException if there are more or fewer
     */
    void add(Screenplay screenplay, VideoFeatures features) {
        if (features.features().length != screenplay.frames()) {
            throw new IllegalArgumentException("%s has %d frames and %d rows of features: one a frame is needed"
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
     * A film of so many seconds or a little more.
     *
     * @param number tells it from others
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
        ColumnOrder order = ColumnOrder.random(random);
        float[][] features = cut.stream()
                .flatMap(shot -> rows.getOrDefault(shot.seed(), List.of()).stream())
                .map(order::of)
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
