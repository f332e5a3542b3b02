package io.csta.download;

import java.time.Duration;
import java.util.OptionalLong;

/** Receives the progress of a download, in its thread; methods should return quickly. */
public interface DownloadListener {

    /**
     * Called when a response begins, a few times per second, and when it ends.
     *
     * @param bytes the number of bytes of the file so far, including earlier calls; smaller than before after a restart
     * @param total the size of the whole file, if known
     */
    void received(long bytes, OptionalLong total);

    /**
     * Called before another attempt.
     *
     * @param what the failure, in a few words
     * @param wait the pause before the attempt
     */
    void retrying(String what, Duration wait);
}
