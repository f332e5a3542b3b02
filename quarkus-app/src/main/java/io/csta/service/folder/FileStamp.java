package io.csta.service.folder;

import io.csta.service.jobs.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Distinguishes versions of a file without reading them.
 *
 * @param size in bytes
 * @param modified in milliseconds since 1970
 */
record FileStamp(long size, long modified) {

    static FileStamp of(Path file) throws IOException {
        return new FileStamp(Files.size(file), Files.getLastModifiedTime(file).toMillis());
    }

    static FileStamp of(Source.Folder source) {
        return new FileStamp(source.size(), source.modified());
    }

    /** Whether a file exists and is this version. */
    boolean isOf(Path file) {
        try {
            return equals(of(file));
        } catch (IOException thereIsNone) {
            return false;
        }
    }
}
