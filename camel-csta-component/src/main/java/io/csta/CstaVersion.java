package io.csta;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** The version of this build. */
public final class CstaVersion {

    private CstaVersion() {}

    /** The version of the Maven project, such as {@code 1.0.0}. */
    public static String text() {
        try (InputStream text = Objects.requireNonNull(CstaVersion.class.getResourceAsStream("version.txt"))) {
            return new String(text.readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read version.txt in the jar", e);
        }
    }
}
