package io.csta.footage;

import static org.assertj.core.api.Assertions.assertThat;

import io.csta.video.VideoReader;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A recipe that asks a clip for more than it has would move all cuts after it. */
class FilmsTest {

    @TempDir
    private Path folder;

    @Test
    @Tag("slow")
    void films_allOfThem_haveAsManyFramesAsTheirRecipes() {
        Map<String, Join> recipes = Films.recipes();
        assertThat(recipes).hasSizeGreaterThanOrEqualTo(6);
        recipes.forEach((name, join) -> {
            Path file = folder.resolve(name + ".mp4");
            join.write(file);
            assertThat(frames(file)).as(name).isEqualTo(join.frames());
            assertThat(join.boundaries()).as(name).isSorted();
        });
    }

    private static int frames(Path file) {
        try (VideoReader video = VideoReader.open(file)) {
            while (video.advance()) {
                // only counts
            }
            assertThat(video.info().fps()).isEqualTo(Join.FPS);
            return video.timeline().frames();
        }
    }
}
