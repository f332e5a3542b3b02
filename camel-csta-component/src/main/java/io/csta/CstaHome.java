package io.csta;

import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The folder for models and other persistent files: {@code $CSTA_HOME}, or a subfolder of the platform's data folder. */
public final class CstaHome {

    private CstaHome() {}

    /** The folder of this process; it need not exist yet. */
    public static Path path() {
        return path(System::getenv, System.getProperty("os.name"), Path.of(System.getProperty("user.home")));
    }

    static Path path(Environment environment, String system, Path userHome) {
        String own = environment.get("CSTA_HOME");
        if (own != null && !own.isBlank()) {
            return Path.of(own);
        }
        String name = system.toLowerCase(Locale.ROOT);
        if (name.startsWith("windows")) {
            return or(
                            environment.get("LOCALAPPDATA"),
                            userHome.resolve("AppData").resolve("Local"))
                    .resolve("csta");
        }
        if (name.startsWith("mac")) {
            return userHome.resolve("Library").resolve("Application Support").resolve("csta");
        }
        return or(environment.get("XDG_DATA_HOME"), userHome.resolve(".local").resolve("share"))
                .resolve("csta");
    }

    private static Path or(@Nullable String given, Path otherwise) {
        return given == null || given.isBlank() ? otherwise : Path.of(given);
    }

    /** Gives the value of an environment variable. */
    @FunctionalInterface
    interface Environment {
        @Nullable String get(String name);
    }
}
