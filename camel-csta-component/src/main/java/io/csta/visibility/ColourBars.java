package io.csta.visibility;

/**
 * Recognizes colour bars, such as those of SMPTE and EBU: vertical bars of even brightness, side by side, each darker than the one
 * before. Brightness suffices because they are arranged by it.
 */
final class ColourBars {

    /** Some test cards have other patterns below the bars, which take at least this share of the height. */
    private static final double SHARE_OF_HEIGHT = 0.55;

    /** Of seven or eight bars; two may be lost to compression or to other patterns. */
    private static final int FEWEST_BARS = 6;

    /** In 64 samples a row, bars have 6 to 9 samples. */
    private static final double NARROWEST_BAR = 1 / 16.0;

    /** The standard deviation of the samples of a column, which may be noisy. */
    private static final double MOST_SPREAD = 6;

    /** The means of the columns of one bar differ by no more. */
    private static final double NOISE = 3;

    /** The step from one bar to the next, at least 13 for the standard ones. In a gradient there are no such steps. */
    private static final double SMALLEST_STEP = 8;

    private static final double UNEVEN = -1000;

    private ColourBars() {}

    static boolean areIn(byte[] luma, Area area) {
        double[] columns = columns(luma, area);
        int longest = 0;
        int falling = 0;
        int rising = 0;
        double edge = UNEVEN;
        int x = 0;
        while (x < columns.length) {
            int end = endOfBar(columns, x);
            if (end - x < NARROWEST_BAR * columns.length) {
                x++;
                continue;
            }
            double step = columns[x] - edge;
            falling = falling > 0 && step <= -SMALLEST_STEP ? falling + 1 : 1;
            rising = rising > 0 && step >= SMALLEST_STEP ? rising + 1 : 1;
            longest = Math.max(longest, Math.max(falling, rising));
            edge = columns[end - 1];
            x = end;
        }
        return longest >= FEWEST_BARS;
    }

    /** The mean of each column in the upper part of the area, or {@link #UNEVEN}. */
    private static double[] columns(byte[] luma, Area area) {
        int width = area.right() - area.left();
        int top = area.top() + 1;
        int bottom = area.top() + (int) Math.ceil((area.bottom() - area.top()) * SHARE_OF_HEIGHT);
        int[] sums = new int[width];
        int[] squares = new int[width];
        for (int y = top; y < bottom; y++) {
            int row = y * area.gridWidth() + area.left();
            for (int x = 0; x < width; x++) {
                int sample = luma[row + x] & 0xff;
                sums[x] += sample;
                squares[x] += sample * sample;
            }
        }
        double rows = Math.max(1, bottom - top);
        double[] columns = new double[width];
        for (int x = 0; x < width; x++) {
            double mean = sums[x] / rows;
            boolean even = squares[x] / rows - mean * mean <= MOST_SPREAD * MOST_SPREAD;
            columns[x] = even ? mean : UNEVEN;
        }
        return columns;
    }

    /** The first column from {@code x} on that does not belong to the same bar. */
    private static int endOfBar(double[] columns, int x) {
        int end = x;
        while (end < columns.length && columns[x] != UNEVEN && Math.abs(columns[end] - columns[x]) <= NOISE) {
            end++;
        }
        return end;
    }
}
