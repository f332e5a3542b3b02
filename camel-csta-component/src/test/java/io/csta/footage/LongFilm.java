package io.csta.footage;

import io.csta.footage.Part.Black;
import io.csta.footage.Part.Still;
import io.csta.footage.Part.Stretch;
import java.util.List;
import java.util.Random;

/** Ten minutes of stretches without inner cuts, in a fixed order that a generator chose, with varied looks and speeds. */
final class LongFilm {

    private static final int SECONDS = 600;
    private static final int SEED = 20;
    private static final double[] SPEEDS = {0.6, 0.8, 1, 1, 1.25};
    private static final List<Look> LOOKS = List.of(Look.WHOLE, Look.MIRRORED, Look.CLOSE, Look.LEFT, Look.RIGHT);
    private static final double SHORTEST = 2;
    private static final double LONGEST = 16;
    private static final double BLACK_SHARE = 0.05;
    private static final double STILL_SHARE = 0.05;
    private static final double FADE_SHARE = 0.15;

    /**
     * A stretch of a clip without inner cuts, in seconds.
     *
     * @param clip its name
     * @param start first moment
     * @param end last moment
     */
    private record Shot(String clip, double start, double end) {}

    private static final List<Shot> SHOTS = List.of(
            new Shot("box.mp4", 0, 14.5),
            new Shot("cup.mp4", 0, 7.5),
            new Shot("tree.mp4", 0, 29),
            new Shot("city.mp4", 0.2, 4.5),
            new Shot("city.mp4", 4.8, 7.4),
            new Shot("bunny.mp4", 0, 5),
            new Shot(Clips.TRAILER, 2.6, 4.6),
            new Shot(Clips.TRAILER, 5.8, 8.5),
            new Shot(Clips.TRAILER, 12.5, 13.8),
            new Shot(Clips.TRAILER, 14, 15.4),
            new Shot(Clips.TRAILER, 18.7, 20.9),
            new Shot(Clips.TRAILER, 22.5, 23.7),
            new Shot(Clips.TRAILER, 23.9, 25.8),
            new Shot(Clips.TRAILER, 26, 27.3),
            new Shot(Clips.TRAILER, 28.7, 31.5),
            new Shot(Clips.TRAILER, 32.6, 35.2),
            new Shot(Clips.TRAILER, 36.2, 39.9),
            new Shot(Clips.TRAILER, 42.4, 45.8),
            new Shot(Clips.TRAILER, 48.6, 50.7));

    private LongFilm() {}

    static Join join() {
        Random random = new Random(SEED);
        Join join = new Join();
        int previous = -1;
        while (join.frames() < SECONDS * Join.FPS) {
            double kind = random.nextDouble();
            if (kind < BLACK_SHARE && previous >= 0) {
                join.cut(new Black(Part.frames(1 + 3 * random.nextDouble())));
                continue;
            }
            int next = random.nextInt(SHOTS.size());
            if (next == previous) {
                continue;
            }
            previous = next;
            Shot shot = SHOTS.get(next);
            if (kind < BLACK_SHARE + STILL_SHARE) {
                join.cut(Still.of(shot.clip, (shot.start + shot.end) / 2, 3 + 5 * random.nextDouble()));
            } else {
                add(join, shot, kind > 1 - FADE_SHARE, random);
            }
        }
        return join;
    }

    private static void add(Join join, Shot shot, boolean fade, Random random) {
        double speed = SPEEDS[random.nextInt(SPEEDS.length)];
        double most = Math.min(LONGEST, (shot.end - shot.start) / speed);
        double seconds = most <= SHORTEST ? most : SHORTEST + random.nextDouble() * (most - SHORTEST);
        double start = shot.start + random.nextDouble() * (shot.end - shot.start - seconds * speed);
        Look look = LOOKS.get(random.nextInt(LOOKS.size()));
        Stretch stretch = new Stretch(Clips.file(shot.clip), start, Part.frames(seconds), look, speed);
        if (fade && join.frames() > 0) {
            join.fade(stretch);
        } else {
            join.cut(stretch);
        }
    }
}
