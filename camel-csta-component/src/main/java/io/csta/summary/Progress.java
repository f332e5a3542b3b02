package io.csta.summary;

import java.util.OptionalDouble;

/**
 * How far the work on a video is.
 *
 * @param stage what is being done
 * @param fraction of the whole work, 0 to 1; it never falls
 * @param secondsLeft of the whole work, as far as can be told
 * @param framesPerSecond frames that this stage handled each second so far; 0 where it handles none
 */
public record Progress(Stage stage, double fraction, OptionalDouble secondsLeft, double framesPerSecond) {}
