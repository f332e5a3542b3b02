package io.csta.camel;

import io.csta.export.JsonText;
import io.csta.export.StepJson;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The importance of the sampled frames of a video, or of every row of the videos of a feature file.
 *
 * @param videos by group, one score per frame or row, 0 to 1; a video has only the group {@code video_1}
 * @param file the file that the JSON was written to, if any
 */
public record CstaScores(Map<String, List<Float>> videos, Optional<Path> file) {

    /** As JSON, in the layout of the command line. */
    public String json() {
        return JsonText.of(StepJson.scores(videos));
    }
}
