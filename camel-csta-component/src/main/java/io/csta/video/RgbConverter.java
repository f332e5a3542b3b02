package io.csta.video;

import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_RGB24;

import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.javacpp.BytePointer;

/** Converts decoded frames to upright RGB pictures. */
final class RgbConverter implements AutoCloseable {

    private final Scaler scaler = new Scaler(AV_PIX_FMT_RGB24, true);
    private final Orientation orientation;

    RgbConverter(Orientation orientation) {
        this.orientation = orientation;
    }

    Picture picture(AVFrame frame) {
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
