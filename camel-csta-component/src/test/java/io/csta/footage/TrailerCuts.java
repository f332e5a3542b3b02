package io.csta.footage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;

/** The boundaries between the shots of the trailer, which were labelled by hand. */
final class TrailerCuts {

    private static final List<Double> SECONDS = read();

    private TrailerCuts() {}

    /** Their times, ascending. */
    static List<Double> seconds() {
        return SECONDS;
    }

    private static List<Double> read() {
        try {
            return Files.readAllLines(Clips.file("sintel-trailer-cuts.txt")).stream()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> Double.valueOf(line.substring(0, line.indexOf(' '))))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
