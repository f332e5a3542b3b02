package io.csta.video;

import io.csta.OutputFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;

/**
 * What tells whether a file is still as it was: a video is read several times, and must be the same each time.
 *
 * @param size in bytes
 * @param written when it was last written to
 */
record FileStamp(long size, FileTime written) {

    /**
     * The stamp of a file as it is now.
     *
     * @throws UnreadableVideoException if it is gone
     */
    static FileStamp of(Path file) {
        try {
            return new FileStamp(Files.size(file), Files.getLastModifiedTime(file));
        } catch (IOException e) {
            throw new UnreadableVideoException(
                    file + " cannot be read any more (" + OutputFile.reason(e) + "); was it moved?", e);
        }
    }

    /**
     * Makes sure that a file still has this stamp.
     *
     * @throws ChangingVideoException if it has another one
     * @throws UnreadableVideoException if it is gone
     */
    void requireUnchanged(Path file) {
        if (!of(file).equals(this)) {
            throw new ChangingVideoException(
                    file + " changed while it was read; wait until it is written whole, and start again");
        }
    }
}
