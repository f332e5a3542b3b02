package io.csta.visibility;

/** A rectangle of samples in a grid of {@code gridWidth x gridHeight}; right and bottom are exclusive. */
record Area(int left, int top, int right, int bottom, int gridWidth, int gridHeight) {

    /** Without the outermost samples next to black bars, which may be a mixture of both. */
    Area inner() {
        return new Area(
                left > 0 ? left + 1 : left,
                top > 0 ? top + 1 : top,
                right < gridWidth ? right - 1 : right,
                bottom < gridHeight ? bottom - 1 : bottom,
                gridWidth,
                gridHeight);
    }

    /** The standard deviation of the samples. */
    double spread(byte[] luma) {
        long sum = 0;
        long squares = 0;
        for (int y = top; y < bottom; y++) {
            int rowSum = 0;
            int rowSquares = 0;
            for (int at = y * gridWidth + left, end = y * gridWidth + right; at < end; at++) {
                int sample = luma[at] & 0xff;
                rowSum += sample;
                rowSquares += sample * sample;
            }
            sum += rowSum;
            squares += rowSquares;
        }
        double samples = Math.max(1, (bottom - top) * (right - left));
        double mean = sum / samples;
        return Math.sqrt(Math.max(0, squares / samples - mean * mean));
    }
}
