package io.csta.camel;

import io.csta.export.JsonText;
import io.csta.export.StepJson;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Importance of the sampled frames of a video, or of every row of the videos of a feature file.
 *
 * @param videos by group, one score a frame or row, 0 to 1; {@code video_1} is the only one of a video
 * @param file where the JSON was written, if it was
 */
public record CstaScores(Map<String, List<Float>> videos, Optional<Path> file) {

    /** As JSON, in the layout of the command line. */
    public String json() {
        return JsonText.of(StepJson.scores(videos));
    }
}
