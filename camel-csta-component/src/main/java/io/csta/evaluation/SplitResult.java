package io.csta.evaluation;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How a split's scorer does on its test videos.
 *
 * @param number of the split, from 1
 * @param videos the results by the names of the videos, in the order of the split
 * @param mean over the videos
 */
public record SplitResult(int number, Map<String, VideoResult> videos, MeanResult mean) {

    /** Copies the map and keeps its order. */
    public SplitResult {
        videos = Collections.unmodifiableMap(new LinkedHashMap<>(videos));
    }

    SplitResult(int number, Map<String, VideoResult> videos) {
        this(number, videos, MeanResult.ofVideos(videos.values()));
    }
}
