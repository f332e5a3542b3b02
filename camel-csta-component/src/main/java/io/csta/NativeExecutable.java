package io.csta;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The native executable that this process runs, if it is one and not a JVM.
 *
 * <p>Its native libraries are in the folder {@code lib} beside it, one subfolder for each engine.
 */
public final class NativeExecutable {

    private static final String IMAGE_CODE = "org.graalvm.nativeimage.imagecode";

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
     * Runs code that initializes a class, which loads a native library.
     *
     * @throws CstaException if the initializer threw it
     */
    public static void unwrapping(Runnable loading) {
        try {
            loading.run();
        } catch (ExceptionInInitializerError e) {
            if (e.getCause() instanceof CstaException ours) {
                throw ours;
            }
            throw e;
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
        return ProcessHandle.current()
                .info()
                .command()
                .map(Path::of)
                .orElseThrow(() -> new CstaException("the path of the executable is unknown; mount /proc"));
    }
}
