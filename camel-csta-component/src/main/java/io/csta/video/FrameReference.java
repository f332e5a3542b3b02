package io.csta.video;

import static org.bytedeco.ffmpeg.global.avutil.av_frame_clone;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;

import org.bytedeco.ffmpeg.avutil.AVFrame;

/**
 * A decoded frame that remains valid when its reader advances or is closed, so that another thread can convert it. It shares the
 * memory of the decoder: keep few, and close each.
 */
public final class FrameReference implements AutoCloseable {

    private final AVFrame frame;
    private final Orientation orientation;

    FrameReference(AVFrame frame, Orientation orientation) {
        this.frame = av_frame_clone(frame);
        this.orientation = orientation;
    }

    AVFrame frame() {
        return frame;
    }

    Orientation orientation() {
        return orientation;
    }

    @Override
    public void close() {
        av_frame_free(frame);
    }
}
