package io.csta.camel;

import io.csta.dataset.VideoFeatures;
import io.csta.export.JsonText;
import io.csta.export.StepJson;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The features of the sampled frames of a video.
 *
 * @param video the matrix {@code [samples, 1024]}, the frames of its rows, and where shots begin
 * @param file the file that they were written to, in the layout of the public benchmarks, if any
 */
public record CstaFeatures(VideoFeatures video, Optional<Path> file) {

    /** As JSON, ten times the size of the file. */
    public String json() {
        return JsonText.of(StepJson.features(video));
    }
}
