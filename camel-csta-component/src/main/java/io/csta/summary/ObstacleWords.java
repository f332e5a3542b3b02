package io.csta.summary;

import io.csta.segmentation.Shot;
import io.csta.visibility.FrameVisibility;
import io.csta.visibility.Obstacle;
import java.util.EnumMap;
import java.util.Map;

/** Words for why there is nothing to see in a range of frames. */
final class ObstacleWords {

    private ObstacleWords() {}

    /** The most frequent reason. */
    static String of(FrameVisibility visibility, Shot range) {
        Map<Obstacle, Integer> counts = new EnumMap<>(Obstacle.class);
        for (int frame = range.first(); frame <= range.last(); frame++) {
            counts.merge(visibility.obstacle(frame), 1, Integer::sum);
        }
        counts.remove(Obstacle.NONE);
        Obstacle most = counts.entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .map(Map.Entry::getKey)
                .orElse(Obstacle.NONE);
        return switch (most) {
            case BLACK -> "black";
            case ONE_COLOUR -> "one colour";
            case FADE -> "part of a fade";
            case FROZEN -> "a frozen image";
            case TEST_CARD -> "a test card";
            case NONE -> "too dark or too flat to see anything";
        };
    }
}
