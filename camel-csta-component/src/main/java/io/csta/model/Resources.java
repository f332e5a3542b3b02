package io.csta.model;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** Files that come with this package. */
final class Resources {

    private Resources() {}

    /** The content of a file, named as seen from this package. */
    static byte[] bytes(String file) {
        try (InputStream stream = Resources.class.getResourceAsStream(file)) {
            if (stream == null) {
                throw new IllegalStateException("the program lacks its file %s: build it again".formatted(file));
            }
            return stream.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
