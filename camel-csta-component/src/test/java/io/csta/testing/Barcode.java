package io.csta.testing;

import io.csta.video.Picture;

/**
 * A number in the top quarter of a picture, as two rows of ten black and white blocks: sixteen bits of value and four of
 * checksum. It survives compression, scaling and the loss of a row or a column.
 */
final class Barcode {

    private static final int COLUMNS = 10;
    private static final int ROWS = 2;
    private static final int VALUE_BITS = 16;
    private static final int HEIGHT_SHARE = 4;

    private Barcode() {}

    /** Renders the barcode into packed RGB. */
    static void draw(byte[] rgb, int width, int height, int number) {
        int code = encode(number);
        int bottom = height / HEIGHT_SHARE;
        for (int y = 0; y < bottom; y++) {
            for (int x = 0; x < width; x++) {
                int bit = y * ROWS / bottom * COLUMNS + x * COLUMNS / width;
                byte value = (byte) ((code >> bit & 1) == 1 ? 235 : 20);
                int at = 3 * (y * width + x);
                rgb[at] = value;
                rgb[at + 1] = value;
                rgb[at + 2] = value;
            }
        }
    }

    /** Reads the number; -1 if there is no valid barcode. */
    static int read(Picture picture) {
        int code = 0;
        double blockWidth = (double) picture.width() / COLUMNS;
        double blockHeight = (double) picture.height() / HEIGHT_SHARE / ROWS;
        for (int bit = 0; bit < COLUMNS * ROWS; bit++) {
            int row = bit / COLUMNS;
            int column = bit % COLUMNS;
            int x = (int) ((column + 0.5) * blockWidth);
            int y = (int) ((row + 0.5) * blockHeight);
            int green = picture.rgb()[3 * (y * picture.width() + x) + 1] & 0xff;
            code |= (green > 127 ? 1 : 0) << bit;
        }
        int number = code & (1 << VALUE_BITS) - 1;
        return encode(number) == code ? number : -1;
    }

    private static int encode(int number) {
        int checksum = (number ^ number >> 4 ^ number >> 8 ^ number >> 12 ^ 0x5) & 0xf;
        return number | checksum << VALUE_BITS;
    }
}
