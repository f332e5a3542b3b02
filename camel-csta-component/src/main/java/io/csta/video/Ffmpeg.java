package io.csta.video;

import static org.bytedeco.ffmpeg.global.avutil.AV_LOG_QUIET;
import static org.bytedeco.ffmpeg.global.avutil.AV_LOG_WARNING;
import static org.bytedeco.ffmpeg.global.avutil.av_log_set_level;
import static org.bytedeco.ffmpeg.global.avutil.av_strerror;
import static org.bytedeco.ffmpeg.global.avutil.setLogCallback;

import io.csta.NativeExecutable;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.bytedeco.ffmpeg.avutil.LogCallback;
import org.bytedeco.javacpp.BytePointer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Shared helpers for FFmpeg: its log, its error texts, and file names. */
final class Ffmpeg {

    private static final Logger LOG = LoggerFactory.getLogger("io.csta.video.ffmpeg");
    private static final int ERROR_TEXT_BYTES = 256;

    private Ffmpeg() {}

    private static final class Library {

        static {
            NativeExecutable.libraries("ffmpeg").ifPresent(Library::loadFrom);
            if (LOG.isDebugEnabled()) {
                setLogCallback(Relay.INSTANCE);
                av_log_set_level(AV_LOG_WARNING);
            } else {
                av_log_set_level(AV_LOG_QUIET);
            }
        }

        /** JavaCPP has one list of folders for all libraries. By default, it copies libraries to a cache. */
        private static void loadFrom(Path folder) {
            System.setProperty("org.bytedeco.javacpp.pathsFirst", "true");
            System.setProperty("org.bytedeco.javacpp.cacheLibraries", "false");
            System.setProperty(
                    "java.library.path", folder + File.pathSeparator + System.getProperty("java.library.path", ""));
        }

        static void load() {
            // initializes the class
        }
    }

    /**
     * Must be called before the first native call of a class: finds the libraries, and prevents FFmpeg from writing to
     * standard error.
     */
    static void load() {
        NativeExecutable.requireLibraries("ffmpeg");
        Library.load();
    }

    /** FFmpeg's text for an error code. */
    static String reason(int code) {
        load();
        byte[] text = new byte[ERROR_TEXT_BYTES];
        av_strerror(code, text, text.length);
        int end = 0;
        while (end < text.length && text[end] != 0) {
            end++;
        }
        return new String(text, 0, end, StandardCharsets.UTF_8);
    }

    /** The file as a URL with an explicit protocol; the caller closes it. */
    static BytePointer url(Path file) {
        load();
        return new BytePointer("file:" + file.toAbsolutePath(), StandardCharsets.UTF_8);
    }

    /** FFmpeg stores only the address of the callback, so this reference keeps it reachable. */
    private static final class Relay extends LogCallback {
        static final Relay INSTANCE = new Relay();

        @Override
        public void call(int level, BytePointer message) {
            LOG.debug("{}", message.getString(StandardCharsets.UTF_8).strip());
        }
    }
}
