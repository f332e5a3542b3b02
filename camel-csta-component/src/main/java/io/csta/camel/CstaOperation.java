package io.csta.camel;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What an endpoint does with a message. The path of its URI decides, and nothing else. */
public enum CstaOperation {

    /** A summary video, and what is known about it, of a video. */
    SUMMARIZE,

    /** The importance of the sampled frames of a video, or of the rows of a feature file. */
    SCORE,

    /** The shots of a video, or of a feature file. */
    SEGMENT,

    /** The features of the sampled frames of a video. */
    FEATURES;

    /** The name as it stands in a URI. */
    public String path() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The operation of this name.
     *
     * @throws CstaOptionException if there is none
     */
    public static CstaOperation of(String path) {
        return Arrays.stream(values())
                .filter(operation -> operation.path().equals(path))
                .findFirst()
                .orElseThrow(() -> new CstaOptionException("csta:%s is no operation: use one of %s"
                        .formatted(
                                path,
                                List.of(values()).stream()
                                        .map(operation -> "csta:" + operation.path())
                                        .toList())));
    }
}
