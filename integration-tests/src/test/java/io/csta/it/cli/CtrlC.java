package io.csta.it.cli;

import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The signal that ctrl-C sends. */
final class CtrlC {

    private static final Path STATUS = Path.of("/proc/self/status");
    private static final long MASK = 1 << 1;

    private CtrlC() {}

    /**
     * The same program, heeding the signal. A build that a shell runs in the background ignores it, and its children would
     * inherit that. Skips the test where that cannot be undone.
     */
    static Csta heardBy(Csta csta) throws IOException, InterruptedException {
        if (!isIgnored()) {
            return csta;
        }
        String[] undoing = {"env", "--default-signal=INT"};
        int status = new ProcessBuilder(undoing[0], undoing[1], "true").start().waitFor();
        assumeThat(status)
                .as("this build was started so that ctrl-C is ignored, and its children inherit that")
                .isZero();
        return csta.startedBy(undoing);
    }

    private static boolean isIgnored() throws IOException {
        if (!Files.exists(STATUS)) {
            return false;
        }
        String ignored = Files.readAllLines(STATUS).stream()
                .filter(line -> line.startsWith("SigIgn:"))
                .findFirst()
                .orElseThrow();
        return (Long.parseUnsignedLong(ignored.substring("SigIgn:".length()).trim(), 16) & MASK) != 0;
    }
}
