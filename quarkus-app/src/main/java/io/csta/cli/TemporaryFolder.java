package io.csta.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.Stream;

/** The folder for temporary files: the usual one, or the first other one that can be written, for example in a read-only container. */
final class TemporaryFolder {

    private static final String PROPERTY = "java.io.tmpdir";

    private TemporaryFolder() {}

    /** Sets the system property, which Java reads when it creates the first temporary file. */
    static void select() {
        Stream.of(System.getProperty(PROPERTY), "/dev/shm", System.getenv("XDG_RUNTIME_DIR"))
                .filter(Objects::nonNull)
                .filter(folder -> Files.isWritable(Path.of(folder)))
                .findFirst()
                .ifPresent(folder -> System.setProperty(PROPERTY, folder));
    }
}
