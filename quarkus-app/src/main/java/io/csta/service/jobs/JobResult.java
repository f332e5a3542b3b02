package io.csta.service.jobs;

import java.nio.file.Path;
import java.util.Optional;

/**
 * The result of a job.
 *
 * @param video the summary video
 * @param json what is written about it
 * @param duration of the summary, in seconds
 * @param ratio its part of the video's frames
 * @param frames how many frames it plays
 * @param shots how many shots the video has
 * @param model which model scored it
 * @param name the summary as its owner knows it: a path in the folder for summaries, a key or a file name; absent in jobs
 *     that an earlier version stored
 */
public record JobResult(
        Path video,
        Path json,
        double duration,
        double ratio,
        int frames,
        int shots,
        String model,
        Optional<String> name) {

    /** The summary as its owner knows it. */
    public String publicName() {
        return name.orElse(video.getFileName().toString());
    }
}
