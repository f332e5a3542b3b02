package io.csta.service.jobs;

import java.nio.file.Path;
import java.time.Instant;

/**
 * A file that the source of a job moved or wrote for it, and may remove when it has been kept long enough.
 *
 * @param path its path
 * @param size in bytes
 * @param modified when it was last written to, in milliseconds since 1970
 * @param since when it was moved or written
 */
public record KeptFile(Path path, long size, long modified, Instant since) {}
