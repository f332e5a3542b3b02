package io.csta.tensorboard;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Numbers of one step.
 *
 * @param step the number of the step
 * @param wallTime when it ended, in seconds since 1970 in UTC
 * @param values the numbers by tag, in the order in which they are written
 */
public record Scalars(long step, double wallTime, Map<String, Double> values) {

    /** Copies the map and keeps its order. */
    public Scalars {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }
}
