package io.csta.download;

import java.time.Duration;
import java.util.OptionalLong;

/** Is told how a download goes, by the thread that does it; it should not take long. */
public interface DownloadListener {

    /** Hears nothing. */
    DownloadListener NONE = new DownloadListener() {
        @Override
        public void received(long bytes, OptionalLong total) {}

        @Override
        public void retrying(String what, Duration wait) {}
    };

    /**
     * Is called when an answer begins, a few times a second, and when it ends.
     *
     * @param bytes of the file that are there, those of earlier calls included; fewer than before after a fresh start
     * @param total bytes of the whole file, if the server says so
     */
    void received(long bytes, OptionalLong total);

    /**
     * Is called before another request is made.
     *
     * @param what went wrong, in a few words
     * @param wait how long is waited first
     */
    void retrying(String what, Duration wait);
}
