package io.csta.camel;

import io.csta.testing.TestSound;
import io.csta.testing.TestVideos;
import java.nio.file.Path;

/** Videos for routes: as short as they can be, since every frame costs the network's time. */
final class Clips {

    /** Frames of {@link #short_}. */
    static final int FRAMES = 75;

    private Clips() {}

    /** Two scenes in three seconds, with sound. */
    static Path short_(Path folder) {
        return TestVideos.ofScenes(40, FRAMES - 40)
                .fps("25")
                .sound(TestSound.rumble(48_000, 3))
                .write(folder.resolve("holiday.mp4"));
    }

    /** Takes some ten seconds if every frame of it is sampled, so that there is time to cancel. */
    static Path long_(Path folder) {
        return TestVideos.ofScenes(150, 150).fps("25").write(folder.resolve("long.mp4"));
    }
}
