package io.csta.service.jobs;

import java.nio.file.Path;

/**
 * What came of a job.
 *
 * @param video the summary video
 * @param json what is written about it
 * @param duration of the summary, in seconds
 * @param ratio its part of the video's frames
 * @param frames how many frames it plays
 * @param shots how many shots the video has
 * @param model which model scored it
 */
public record JobResult(Path video, Path json, double duration, double ratio, int frames, int shots, String model) {}
