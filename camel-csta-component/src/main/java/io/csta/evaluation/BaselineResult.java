package io.csta.evaluation;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a {@link Baseline} reaches.
 *
 * @param protocol what was compared
 * @param videos the results by the names of the videos, in order
 * @param mean over the videos
 */
public record BaselineResult(Protocol protocol, Map<String, VideoResult> videos, MeanResult mean) {

    /** Copies the map and keeps its order. */
    public BaselineResult {
        videos = Collections.unmodifiableMap(new LinkedHashMap<>(videos));
    }
}
