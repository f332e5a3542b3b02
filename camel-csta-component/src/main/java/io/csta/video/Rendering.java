package io.csta.video;

import java.nio.file.Path;

/**
 * A summary video that was written, or would be.
 *
 * @param file the MP4 file
 * @param frames how many frames it plays
 * @param duration in seconds
 * @param audio whether it has sound
 */
public record Rendering(Path file, int frames, double duration, boolean audio) {}
