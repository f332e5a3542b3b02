package io.csta.footage;

import io.csta.footage.Part.Black;
import io.csta.footage.Part.Still;
import io.csta.footage.Part.Stretch;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** All films: 40 seconds to ten minutes, of different kinds. */
public final class Films {

    private Films() {}

    /**
     * Joins all films.
     *
     * @param folder where they are written
     */
    public static List<TestFilm> write(Path folder) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        List<TestFilm> films = new ArrayList<>();
        films.add(new TestFilm("trailer", Clips.file(Clips.TRAILER), TrailerCuts.seconds()));
        recipes().forEach((name, join) -> {
            Path file = folder.resolve(name + ".mp4");
            join.write(file);
            films.add(new TestFilm(name, file, join.boundaries()));
        });
        return films;
    }

    static Map<String, Join> recipes() {
        Map<String, Join> joins = new LinkedHashMap<>();
        joins.put("gaps", gaps());
        joins.put("clips", clips());
        joins.put("fades", fades());
        joins.put("static", staticCamera());
        joins.put("slides", slides());
        joins.put("long", LongFilm.join());
        Clips.further("vtest.avi").ifPresent(clip -> joins.put("pedestrians", whole(clip, 79)));
        Clips.further("bikes.mp4").ifPresent(clip -> joins.put("street", street(clip)));
        return joins;
    }

    /** Parts of the trailer, with black and a still frame. */
    private static Join gaps() {
        return new Join()
                .cut(Stretch.of(Clips.TRAILER, 12, 16))
                .cut(new Black(Part.frames(8)))
                .cut(Stretch.of(Clips.TRAILER, 30, 16))
                .cut(Still.of(Clips.TRAILER, 40, 12));
    }

    /** Many clips. */
    private static Join clips() {
        return new Join()
                .cut(Stretch.of("box.mp4", 0, 7))
                .cut(Stretch.of("bunny.mp4", 0, 5))
                .cut(Stretch.of("tree.mp4", 3, 9))
                .cut(Stretch.of(Clips.TRAILER, 36.2, 3.6))
                .cut(Stretch.of("city.mp4", 0.2, 4.2))
                .cut(Stretch.of("cup.mp4", 0, 7.5))
                .cut(Stretch.of(Clips.TRAILER, 28.8, 2.6))
                .cut(Stretch.of(Clips.TRAILER, 5.7, 2.5))
                .cut(Stretch.of("box.mp4", 8, 6))
                .cut(Stretch.of("city.mp4", 4.8, 2.6))
                .cut(Stretch.of(Clips.TRAILER, 32.7, 2.5))
                .cut(Stretch.of("tree.mp4", 15, 10))
                .cut(Stretch.of(Clips.TRAILER, 23.9, 1.8))
                .cut(Stretch.of(Clips.TRAILER, 42.4, 3.4));
    }

    /** Clips that follow each other by fades through black, as in home videos. */
    private static Join fades() {
        return new Join()
                .cut(Stretch.of("bunny.mp4", 0, 5))
                .fade(Stretch.of("box.mp4", 2, 8))
                .fade(Stretch.of("city.mp4", 0.2, 4.2))
                .fade(Stretch.of("tree.mp4", 0, 12))
                .fade(Stretch.of(Clips.TRAILER, 36.2, 3.6))
                .fade(Stretch.of("cup.mp4", 0, 7.5))
                .fade(Stretch.of(Clips.TRAILER, 32.6, 2.6))
                .fade(Stretch.of("box.mp4", 10, 4.5))
                .fade(Stretch.of("city.mp4", 4.8, 2.6))
                .fade(Stretch.of(Clips.TRAILER, 5.7, 2.7));
    }

    /** A static camera that shows little but leaves in the wind, as in surveillance; something else happens twice. */
    private static Join staticCamera() {
        Path tree = Clips.file("tree.mp4");
        int whole = Part.frames(29);
        return new Join()
                .cut(new Stretch(tree, 0, whole, Look.WHOLE, 1))
                .cut(Stretch.of("cup.mp4", 0, 7.5))
                .cut(new Stretch(tree, 0, whole, Look.CLOSE, 1))
                .cut(new Stretch(tree, 0, whole, Look.MIRRORED, 1))
                .cut(Stretch.of("box.mp4", 3, 10))
                .cut(new Stretch(tree, 0, whole, Look.WHOLE, 1));
    }

    /** Six pictures, four to ten seconds each. */
    private static Join slides() {
        return new Join()
                .cut(Still.of("tree.mp4", 5, 8))
                .cut(Still.of(Clips.TRAILER, 27.6, 4))
                .cut(Still.of("city.mp4", 2, 7))
                .cut(Still.of("box.mp4", 6, 10))
                .cut(Still.of(Clips.TRAILER, 38, 5))
                .cut(Still.of("bunny.mp4", 2, 9));
    }

    private static Join whole(Path clip, double seconds) {
        return new Join().cut(new Stretch(clip, 0, Part.frames(seconds), Look.WHOLE, 1));
    }

    /** A street between other clips. */
    private static Join street(Path clip) {
        return new Join()
                .cut(Stretch.of("city.mp4", 0.2, 4.2))
                .cut(new Stretch(clip, 0, Part.frames(9.5), Look.WHOLE, 1))
                .cut(Stretch.of("tree.mp4", 3, 20))
                .cut(Stretch.of(Clips.TRAILER, 36.2, 3.6))
                .cut(Stretch.of("box.mp4", 0, 8));
    }
}
