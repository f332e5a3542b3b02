package io.csta.video;

import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_DATA_DISPLAYMATRIX;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_side_data_get;

import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacketSideData;
import org.bytedeco.javacpp.IntPointer;

/**
 * How a stored picture becomes an upright one: rows and columns are swapped if {@code transposed}, then the result is
 * mirrored. Every display matrix of a multiple of 90 degrees, mirrored or not, is one of these eight.
 */
record Orientation(boolean transposed, boolean flipX, boolean flipY) {

    static final Orientation UPRIGHT = new Orientation(false, false, false);
    private static final int MATRIX_ENTRIES = 9;

    /** The orientation that the container declares for a stream; upright if it declares none. */
    static Orientation of(AVCodecParameters parameters) {
        AVPacketSideData data = av_packet_side_data_get(
                parameters.coded_side_data(), parameters.nb_coded_side_data(), AV_PKT_DATA_DISPLAYMATRIX);
        if (data == null || data.size() < MATRIX_ENTRIES * (long) Integer.BYTES) {
            return UPRIGHT;
        }
        IntPointer matrix = new IntPointer(data.data());
        return ofMatrix(matrix.get(0), matrix.get(1), matrix.get(3), matrix.get(4));
    }

    /** From x' = a x + c y, y' = b x + d y. Angles are rounded to multiples of 90 degrees. */
    static Orientation ofMatrix(int a, int b, int c, int d) {
        boolean transposed = Math.abs((long) b) + Math.abs((long) c) > Math.abs((long) a) + Math.abs((long) d);
        return transposed ? new Orientation(true, c < 0, b < 0) : new Orientation(false, a < 0, d < 0);
    }

    /** Degrees clockwise: 0, 90, 180 or 270. A mirrored picture counts as mirrored left to right first. */
    int rotation() {
        if (transposed) {
            return flipX ? 90 : 270;
        }
        return flipY ? 180 : 0;
    }

    /** Converts packed RGB of the stored size to an upright picture. */
    Picture apply(int width, int height, byte[] rgb) {
        if (equals(UPRIGHT)) {
            return new Picture(width, height, rgb);
        }
        byte[] upright = new byte[rgb.length];
        int uprightWidth = transposed ? height : width;
        int uprightHeight = transposed ? width : height;
        int source = 0;
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++, source += 3) {
                int column = transposed ? y : x;
                int row = transposed ? x : y;
                column = flipX ? uprightWidth - 1 - column : column;
                row = flipY ? uprightHeight - 1 - row : row;
                int target = 3 * (row * uprightWidth + column);
                upright[target] = rgb[source];
                upright[target + 1] = rgb[source + 1];
                upright[target + 2] = rgb[source + 2];
            }
        }
        return new Picture(uprightWidth, uprightHeight, upright);
    }
}
