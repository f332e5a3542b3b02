package io.csta.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds out the width of a terminal where the launcher did not: for a native executable, or a JAR file, that is run directly. */
final class Terminal {

    static final int STANDARD_OUTPUT = 1;
    static final int STANDARD_ERROR = 2;

    private static final Pattern DEVICE = Pattern.compile("/dev/(pts/[0-9]+|tty[a-zA-Z0-9]*|console)");
    private static final Pattern SIZE = Pattern.compile("[0-9]+ ([0-9]{1,4})\\s*");
    private static final int TIMEOUT_SECONDS = 2;

    private Terminal() {}

    /**
     * The width of the terminal that a stream goes to, or 0 if it is not a terminal or its width is unknown. Only on Linux.
     *
     * @param descriptor the file descriptor of the stream
     */
    static int columns(int descriptor) {
        try {
            Path target = Files.readSymbolicLink(Path.of("/proc/self/fd/" + descriptor));
            return DEVICE.matcher(target.toString()).matches() ? columns(target) : 0;
        } catch (IOException | UnsupportedOperationException e) {
            return 0; // another system
        }
    }

    private static int columns(Path device) throws IOException {
        Process stty = new ProcessBuilder("stty", "-F", device.toString(), "size")
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            stty.getOutputStream().close();
            if (!stty.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
                return 0;
            }
            Matcher size = SIZE.matcher(new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII));
            return size.matches() ? Integer.parseInt(size.group(1)) : 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 0;
        } finally {
            stty.destroyForcibly();
        }
    }
}
