package io.csta.video;

import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_RGB24;

import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.javacpp.BytePointer;

/** Converts decoded frames to upright RGB pictures. Not thread-safe; owns FFmpeg's scaler. */
public final class PictureConverter implements AutoCloseable {

    private final Scaler scaler = new Scaler(AV_PIX_FMT_RGB24, true);

    /** Converts a frame to a new picture. */
    public Picture convert(FrameReference reference) {
        return convert(reference.frame(), reference.orientation());
    }

    Picture convert(AVFrame frame, Orientation orientation) {
        AVFrame converted = scaler.convert(frame);
        int width = converted.width();
        int height = converted.height();
        int row = 3 * width;
        byte[] rgb = new byte[row * height];
        BytePointer pixels = converted.data(0);
        long stride = converted.linesize(0);
        for (int y = 0; y < height; y++) {
            pixels.position(y * stride).get(rgb, y * row, row);
        }
        return orientation.apply(width, height, rgb);
    }

    @Override
    public void close() {
        scaler.close();
    }
}
