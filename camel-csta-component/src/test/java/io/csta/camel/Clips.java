package io.csta.camel;

import io.csta.testing.TestSound;
import io.csta.testing.TestVideos;
import java.nio.file.Path;

/** Videos for routes: as short as they can be, since every frame costs the network's time. */
final class Clips {

    /** Frames of {@link #short_}. */
    static final int FRAMES = 45;

    /** Where its second scene starts. */
    static final int CUT = 24;

    private Clips() {}

    /** Two scenes in three seconds, with sound. */
    static Path short_(Path folder) {
        return TestVideos.ofScenes(CUT, FRAMES - CUT)
                .fps("15")
                .sound(TestSound.rumble(48_000, 3))
                .write(folder.resolve("holiday.mp4"));
    }
}
