package io.csta.video;

import static org.bytedeco.ffmpeg.global.avutil.AV_LOG_QUIET;
import static org.bytedeco.ffmpeg.global.avutil.AV_LOG_WARNING;
import static org.bytedeco.ffmpeg.global.avutil.av_log_set_level;
import static org.bytedeco.ffmpeg.global.avutil.av_strerror;
import static org.bytedeco.ffmpeg.global.avutil.setLogCallback;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.bytedeco.ffmpeg.avutil.LogCallback;
import org.bytedeco.javacpp.BytePointer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What all users of FFmpeg here share: its log, its error texts, its way to name a file. */
final class Ffmpeg {

    private static final Logger LOG = LoggerFactory.getLogger("io.csta.video.ffmpeg");
    private static final int ERROR_TEXT_BYTES = 256;

    static {
        if (LOG.isDebugEnabled()) {
            setLogCallback(Relay.INSTANCE);
            av_log_set_level(AV_LOG_WARNING);
        } else {
            av_log_set_level(AV_LOG_QUIET);
        }
    }

    private Ffmpeg() {}

    /** To be called before the first native call of a class: keeps FFmpeg from writing to standard error. */
    static void load() {
        // the static block above has run
    }

    /** FFmpeg's own words for an error code. */
    static String reason(int code) {
        byte[] text = new byte[ERROR_TEXT_BYTES];
        av_strerror(code, text, text.length);
        int end = 0;
        while (end < text.length && text[end] != 0) {
            end++;
        }
        return new String(text, 0, end, StandardCharsets.UTF_8);
    }

    /** The file as a URL that cannot be taken for another protocol; to be closed by the caller. */
    static BytePointer url(Path file) {
        return new BytePointer("file:" + file.toAbsolutePath(), StandardCharsets.UTF_8);
    }

    /** FFmpeg holds the callback by address only, so it must stay reachable from here. */
    private static final class Relay extends LogCallback {
        static final Relay INSTANCE = new Relay();

        @Override
        public void call(int level, BytePointer message) {
            LOG.debug("{}", message.getString(StandardCharsets.UTF_8).strip());
        }
    }
}
