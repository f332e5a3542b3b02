package io.csta.footage;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** A part of a film. */
sealed interface Part {

    /** The number of frames, at {@link Join#FPS} frames per second. */
    int frames();

    /** FFmpeg's options for the input. */
    List<String> input();

    /** FFmpeg's filters, which give exactly {@link #frames} frames. */
    String filter();

    /** The times of the boundaries inside the part, in seconds from its start. */
    default List<Double> innerBoundaries() {
        return List.of();
    }

    /** Converts seconds to frames. */
    static int frames(double seconds) {
        return (int) Math.round(seconds * Join.FPS);
    }

    /**
     * A stretch of a clip.
     *
     * @param clip its file
     * @param start in seconds
     * @param frames the number of frames in the film
     * @param look the part of the picture
     * @param speed 1 for unchanged, 2 for twice as fast
     */
    record Stretch(Path clip, double start, int frames, Look look, double speed) implements Part {

        /** Unchanged, from a clip of this project. */
        static Stretch of(String clip, double start, double seconds) {
            return new Stretch(Clips.file(clip), start, Part.frames(seconds), Look.WHOLE, 1);
        }

        @Override
        public List<String> input() {
            double needed = (double) frames / Join.FPS * speed;
            return List.of("-ss", number(start), "-t", number(needed + 0.5), "-i", clip.toString());
        }

        @Override
        public String filter() {
            return "setpts=(PTS-STARTPTS)/%s,fps=%d,trim=end_frame=%d,%s"
                    .formatted(number(speed), Join.FPS, frames, look.filter());
        }

        @Override
        public List<Double> innerBoundaries() {
            if (!clip.endsWith(Clips.TRAILER)) {
                return List.of();
            }
            double seconds = (double) frames / Join.FPS;
            return TrailerCuts.seconds().stream()
                    .map(cut -> (cut - start) / speed)
                    .filter(time -> time > 0 && time < seconds)
                    .toList();
        }
    }

    /**
     * A frame of a clip, repeated.
     *
     * @param clip its file
     * @param at the time of the frame, in seconds
     * @param frames how often it is shown
     */
    record Still(Path clip, double at, int frames) implements Part {

        static Still of(String clip, double at, double seconds) {
            return new Still(Clips.file(clip), at, Part.frames(seconds));
        }

        @Override
        public List<String> input() {
            return List.of("-ss", number(at), "-t", "0.2", "-i", clip.toString());
        }

        @Override
        public String filter() {
            return "trim=end_frame=1,%s,loop=%d:1,setpts=N/(%d*TB),fps=%3$d"
                    .formatted(Look.WHOLE.filter(), frames - 1, Join.FPS);
        }
    }

    /**
     * Black.
     *
     * @param frames the number of frames
     */
    record Black(int frames) implements Part {

        @Override
        public List<String> input() {
            return List.of(
                    "-f", "lavfi", "-i", "color=black:s=%dx%d:r=%d".formatted(Join.WIDTH, Join.HEIGHT, Join.FPS));
        }

        @Override
        public String filter() {
            return "trim=end_frame=%d,setsar=1,format=yuv420p".formatted(frames);
        }
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.4f", value);
    }
}
