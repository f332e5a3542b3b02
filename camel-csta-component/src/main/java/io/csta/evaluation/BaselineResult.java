package io.csta.evaluation;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The result of a {@link Baseline}.
 *
 * @param protocol what was compared
 * @param videos the results by video name, in order
 * @param mean the mean over the videos
 */
public record BaselineResult(Protocol protocol, Map<String, VideoResult> videos, MeanResult mean) {

    /** Copies the map and keeps its order. */
    public BaselineResult {
        videos = Collections.unmodifiableMap(new LinkedHashMap<>(videos));
    }
}
