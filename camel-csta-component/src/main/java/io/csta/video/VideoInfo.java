package io.csta.video;

import java.nio.file.Path;

/**
 * What a video file declares about itself, before anything is decoded. Containers may be wrong; {@link Timeline} is exact.
 *
 * @param file the file
 * @param width of the upright picture, in pixels; non-square pixels are not stretched
 * @param height of the upright picture, in pixels
 * @param fps average frame rate; 25 if the container does not declare a plausible one
 * @param estimatedFrames the number of frames, 0 if unknown
 * @param estimatedDuration in seconds, 0 if unknown
 * @param rotation the clockwise rotation that makes the stored picture upright: 0, 90, 180 or 270 degrees
 * @param codec FFmpeg's name of the video codec, for example {@code h264}
 * @param audio whether there is an audio track
 */
public record VideoInfo(
        Path file,
        int width,
        int height,
        double fps,
        long estimatedFrames,
        double estimatedDuration,
        int rotation,
        String codec,
        boolean audio) {}
