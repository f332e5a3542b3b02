package io.csta.it.service;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * The {@code $CSTA_HOME} of all programs that tests start, unless they need one of their own.
 *
 * <p>Only the first program unpacks native libraries there and checks how they compute, which takes seconds. No test keeps
 * a model or a download there.
 */
public final class SharedHome {

    private SharedHome() {}

    /** Where it is. */
    public static Path path() {
        return BuildFolder.named("csta-home");
    }

    /** Copies the results of the arithmetic check to an empty home, so that it is not repeated. */
    public static void copyTo(Path home) {
        Path known = BuildFolder.named("csta-home/arithmetic");
        try (Stream<Path> files = Files.list(known)) {
            Path copies = Files.createDirectories(home.resolve(known.getFileName()));
            for (Path file :
                    files.filter(each -> each.toString().endsWith(".json")).toList()) {
                Files.copy(file, copies.resolve(file.getFileName()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
