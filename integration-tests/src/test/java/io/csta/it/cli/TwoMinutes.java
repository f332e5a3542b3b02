package io.csta.it.cli;

import io.csta.it.service.BuildFolder;
import io.csta.testing.TestSound;
import io.csta.testing.TestVideos;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A video of two minutes with 25 frames per second, thirteen scenes and sound, created once for all tests. */
final class TwoMinutes {

    static final int FPS = 25;
    static final int FRAMES = 120 * FPS;
    static final TestSound SOUND = TestSound.rumble(48_000, 120);

    private static final Integer[] SCENES = {260, 190, 310, 75, 240, 150, 333, 207, 275, 160, 390, 110, 300};
    private static final Path VIDEO = make();

    private TwoMinutes() {}

    private static Path make() {
        return TestVideos.ofScenes(SCENES)
                .fps(Integer.toString(FPS))
                .sound(SOUND)
                .write(BuildFolder.named("videos").resolve("two-minutes.mp4"));
    }

    /** Puts it into a folder under a name. */
    static Path into(Path folder, String name) {
        try {
            return Files.copy(VIDEO, folder.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
