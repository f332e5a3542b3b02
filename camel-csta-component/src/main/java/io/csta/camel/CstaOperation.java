package io.csta.camel;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The operation of an endpoint, set by the path of its URI. */
public enum CstaOperation {

    /** Creates a summary video and its JSON. */
    SUMMARIZE,

    /** Returns the importance of the sampled frames of a video, or of the rows of a feature file. */
    SCORE,

    /** Returns the shots of a video, or of a feature file. */
    SEGMENT,

    /** Returns the features of the sampled frames of a video. */
    FEATURES;

    /** The name in a URI. */
    public String path() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The operation of this name.
     *
     * @throws CstaOptionException if there is no such operation
     */
    public static CstaOperation of(String path) {
        return Arrays.stream(values())
                .filter(operation -> operation.path().equals(path))
                .findFirst()
                .orElseThrow(() -> new CstaOptionException("csta:%s is not an operation; use one of %s"
                        .formatted(
                                path,
                                List.of(values()).stream()
                                        .map(operation -> "csta:" + operation.path())
                                        .toList())));
    }
}
