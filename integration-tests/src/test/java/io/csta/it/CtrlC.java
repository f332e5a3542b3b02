package io.csta.it;

import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The signal that ctrl-C sends. */
final class CtrlC {

    private CtrlC() {}

    /** Skips what needs it where it is ignored. */
    static void assumeItIsHeard() throws IOException {
        Path status = Path.of("/proc/self/status");
        if (Files.exists(status)) {
            String ignored = Files.readAllLines(status).stream()
                    .filter(line -> line.startsWith("SigIgn:"))
                    .findFirst()
                    .orElseThrow();
            long mask =
                    Long.parseUnsignedLong(ignored.substring("SigIgn:".length()).trim(), 16);
            assumeThat(mask & 2)
                    .as("this build was started so that ctrl-C is ignored, and its children inherit that")
                    .isZero();
        }
    }
}
