package io.csta.evaluation;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The results of a split's scorer on its test videos.
 *
 * @param number the number of the split, from 1
 * @param videos the results by video name, in the order of the split
 * @param mean the mean over the videos
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
