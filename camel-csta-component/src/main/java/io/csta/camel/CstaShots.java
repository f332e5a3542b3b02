package io.csta.camel;

import io.csta.export.JsonText;
import io.csta.export.StepJson;
import io.csta.segmentation.Shot;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The shots of a video, or of the videos of a feature file, whose rows then count as frames.
 *
 * @param videos by group, shots that cover every frame once; a video has only the group {@code video_1}
 * @param file the file that the JSON was written to, if any
 */
public record CstaShots(Map<String, List<Shot>> videos, Optional<Path> file) {

    /** As JSON, in the layout of the command line. */
    public String json() {
        return JsonText.of(StepJson.shots(videos));
    }
}
