package io.csta.video;

import io.csta.OutputFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;

/**
 * Identifies a version of a file: a video is read several times, and must be the same each time.
 *
 * @param size in bytes
 * @param written when it was last modified
 */
record FileStamp(long size, FileTime written) {

    /**
     * The current stamp of a file.
     *
     * @throws UnreadableVideoException if the file no longer exists
     */
    static FileStamp of(Path file) {
        try {
            return new FileStamp(Files.size(file), Files.getLastModifiedTime(file));
        } catch (IOException e) {
            throw new UnreadableVideoException(
                    file + " can no longer be read (" + OutputFile.reason(e) + "); check whether it was moved", e);
        }
    }

    /**
     * Checks that a file still has this stamp.
     *
     * @throws ChangingVideoException if it has another one
     * @throws UnreadableVideoException if the file no longer exists
     */
    void requireUnchanged(Path file) {
        if (!of(file).equals(this)) {
            throw new ChangingVideoException(
                    file + " changed while it was being read; wait until it is complete, and start again");
        }
    }
}
