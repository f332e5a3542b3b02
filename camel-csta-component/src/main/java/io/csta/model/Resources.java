package io.csta.model;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** The resources of this package. */
final class Resources {

    private Resources() {}

    /** The content of a resource, by its name relative to this package. */
    static byte[] bytes(String file) {
        try (InputStream stream = Resources.class.getResourceAsStream(file)) {
            if (stream == null) {
                throw new IllegalStateException("the resource %s is missing; rebuild the program".formatted(file));
            }
            return stream.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
