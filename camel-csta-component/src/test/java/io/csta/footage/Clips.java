package io.csta.footage;

import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/** The clips that films are joined from. */
final class Clips {

    /** The trailer of Sintel: many shots, with black between them, and credits. */
    static final String TRAILER = "sintel-trailer.mp4";

    /**
     * A folder with clips that cannot be distributed with this project. Each is used if it exists; the README of the clips says
     * where they come from.
     */
    private static final String FURTHER = "footage.further";

    private Clips() {}

    /** The file of a clip of this project. */
    static Path file(String name) {
        if (name.equals(TRAILER)) {
            return Path.of("..", "docs", "media", TRAILER);
        }
        try {
            return Path.of(Objects.requireNonNull(Clips.class.getResource("/footage/" + name), name)
                    .toURI());
        } catch (URISyntaxException e) {
            throw new AssertionError(e);
        }
    }

    /** The file of a further clip, if the system property {@value #FURTHER} names a folder that contains it. */
    static Optional<Path> further(String name) {
        return Optional.ofNullable(System.getProperty(FURTHER))
                .map(folder -> Path.of(folder).resolve(name))
                .filter(Files::isRegularFile);
    }
}
