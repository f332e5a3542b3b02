package io.csta.it.http;

import io.csta.it.service.BuildFolder;
import io.csta.testing.TestVideos;
import java.nio.file.Path;

/** Short videos, created once for all tests. */
final class Clips {

    /** Three seconds, two scenes. */
    static final Path SHORT = made("short.mp4", 45, 45);

    /** A second, for when there are many. */
    static final Path TINY = made("tiny.mp4", 15);

    /** Two minutes, for when there must be time to do something meanwhile. */
    static final Path LONG = made("long.mp4", 900, 900, 900, 900);

    private Clips() {}

    private static Path made(String name, Integer... scenes) {
        return TestVideos.ofScenes(scenes)
                .size(96, 64)
                .write(BuildFolder.named("clips").resolve(name));
    }
}
