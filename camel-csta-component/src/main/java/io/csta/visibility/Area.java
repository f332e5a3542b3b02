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

    /** The mean of the samples. */
    double mean(byte[] luma) {
        long sum = 0;
        for (int y = top; y < bottom; y++) {
            for (int x = left; x < right; x++) {
                sum += luma[y * gridWidth + x] & 0xff;
            }
        }
        return (double) sum / samples();
    }

    /** The standard deviation of the samples. */
    double spread(byte[] luma) {
        double mean = mean(luma);
        double squares = 0;
        for (int y = top; y < bottom; y++) {
            for (int x = left; x < right; x++) {
                double difference = (luma[y * gridWidth + x] & 0xff) - mean;
                squares += difference * difference;
            }
        }
        return Math.sqrt(squares / samples());
    }

    private int samples() {
        return Math.max(1, (bottom - top) * (right - left));
    }
}
