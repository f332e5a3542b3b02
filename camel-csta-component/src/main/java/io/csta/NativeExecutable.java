package io.csta;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The native executable that this process runs, if it is one and not a JVM.
 *
 * <p>Its native libraries are in the folder {@code lib} beside it, one subfolder for each engine.
 */
public final class NativeExecutable {

    private static final String IMAGE_CODE = "org.graalvm.nativeimage.imagecode";

    private static final Set<String> FOUND = ConcurrentHashMap.newKeySet();

    private NativeExecutable() {}

    /** Whether this process runs a native executable. */
    public static boolean isRunning() {
        return "runtime".equals(System.getProperty(IMAGE_CODE));
    }

    /**
     * The folder with the libraries of an engine; empty on a JVM, where they are part of its class path.
     *
     * @param engine the name of the subfolder, for example {@code ffmpeg}
     * @throws CstaException if it does not exist
     */
    public static Optional<Path> libraries(String engine) {
        return isRunning() ? Optional.of(libraries(executable(), engine)) : Optional.empty();
    }

    /**
     * Checks that a native executable has the libraries of some engines. Call it before the initializer that loads them: an
     * initializer that failed gives no reason when it is used again.
     *
     * @throws CstaException if a folder of {@link #libraries} does not exist
     */
    public static void requireLibraries(String... engines) {
        for (String engine : engines) {
            if (!FOUND.contains(engine)) { // once they are loaded, their folder may be replaced
                libraries(engine);
                FOUND.add(engine);
            }
        }
    }

    static Path libraries(Path executable, String engine) {
        Path folder = executable.resolveSibling("lib").resolve(engine);
        if (!Files.isDirectory(folder)) {
            throw new CstaException(
                    "%s does not exist; keep %s together with the folder lib that it was built or unpacked with"
                            .formatted(folder, executable.getFileName()));
        }
        return folder;
    }

    /** Symbolic links to it are resolved. */
    private static Path executable() {
        Path command = ProcessHandle.current()
                .info()
                .command()
                .map(Path::of)
                .orElseThrow(() -> new CstaException("the path of the executable is unknown; on Linux, mount /proc"));
        try {
            return command.toRealPath();
        } catch (IOException e) {
            return command; // the executable was deleted or replaced
        }
    }
}
