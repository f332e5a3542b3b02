package io.csta.video;

import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_GRAY8;
import static org.bytedeco.ffmpeg.global.swscale.SWS_POINT;

import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.javacpp.BytePointer;

/**
 * Samples the luma of decoded frames at the points of a grid, in full range.
 *
 * <p>FFmpeg's point sampling converts only the rows that it needs, so the costs hardly depend on the size of the frame.
 */
final class LumaSampler implements AutoCloseable {

    private final Scaler scaler = new Scaler(AV_PIX_FMT_GRAY8, true, SWS_POINT);
    private final int width;
    private final int height;

    LumaSampler(int width, int height) {
        this.width = width;
        this.height = height;
    }

    /** Returns {@code height x width} bytes, row by row. */
    byte[] sample(AVFrame frame) {
        AVFrame sampled =
                scaler.convert(frame, frame.width(), frame.height(), width, height, Placement.whole(width, height));
        byte[] luma = new byte[width * height];
        BytePointer pixels = sampled.data(0);
        long stride = sampled.linesize(0);
        for (int y = 0; y < height; y++) {
            pixels.position(y * stride).get(luma, y * width, width);
        }
        return luma;
    }

    @Override
    public void close() {
        scaler.close();
    }
}
