package io.csta.summary;

import java.util.OptionalDouble;

/**
 * The progress of the work on a video.
 *
 * @param stage the current stage
 * @param fraction the completed share of all work, 0 to 1; it never decreases
 * @param secondsLeft an estimate for the rest of all work, if there is one
 * @param framesPerSecond the frames that this stage has processed per second; 0 if it does not process frames
 */
public record Progress(Stage stage, double fraction, OptionalDouble secondsLeft, double framesPerSecond) {}
