package io.csta.service.jobs;

import java.nio.file.Path;
import java.time.Instant;

/**
 * A video that its source moved when its job ended.
 *
 * @param path where it is now
 * @param size in bytes
 * @param modified when it was last written to, in milliseconds since 1970
 * @param time when it was moved
 */
public record MovedVideo(Path path, long size, long modified, Instant time) {}
