package io.csta.visibility;

import java.util.Arrays;

/** Measures one frame at a time. Brightness is from 0 to 255. */
final class LumaGrid {

    /** Black without noise is darker: titles have such a background, and dark scenes do not. */
    private static final int DEEP_BLACK = 8;

    /** Nothing black is that bright, even with noise. */
    private static final int LIT = 32;

    /** A single lit sample in a row or column of a black bar may be noise. */
    private static final int FEWEST_LIT = 2;

    /** A bright point on black can be seen from here on. */
    private static final int HIGHLIGHT = 96;

    /** If less than this share of a frame is lit, it is something on black rather than a picture between black bars. */
    private static final double SMALLEST_PICTURE = 0.25;

    private final int width;
    private final int height;
    private final int[] histogram = new int[256];
    private final int[] litInRow;
    private final int[] litInColumn;
    private float mean;
    private float level;
    private float spread;
    private float notBlack;
    private float lit;
    private float highlights;
    private boolean bars;

    LumaGrid(int width, int height) {
        this.width = width;
        this.height = height;
        this.litInRow = new int[height];
        this.litInColumn = new int[width];
    }

    void measure(byte[] luma) {
        Arrays.fill(histogram, 0);
        Arrays.fill(litInColumn, 0);
        int litSamples = 0;
        for (int y = 0, at = 0; y < height; y++) {
            int litSamplesBefore = litSamples;
            for (int x = 0; x < width; x++, at++) {
                int sample = luma[at] & 0xff;
                int isLit =
                        (LIT - 1 - sample) >>> (Integer.SIZE - 1); // without a branch, because it is hard to predict
                histogram[sample]++;
                litInColumn[x] += isLit;
                litSamples += isLit;
            }
            litInRow[y] = litSamples - litSamplesBefore;
        }
        summarize(luma.length, litSamples);
        Area picture = picture();
        spread = (float) picture.inner().spread(luma);
        bars = ColourBars.areIn(luma, picture);
    }

    private void summarize(double samples, int litSamples) {
        long sum = 0;
        long squares = 0;
        int dark = 0;
        int bright = 0;
        for (int sample = 0; sample < histogram.length; sample++) {
            int count = histogram[sample];
            sum += (long) count * sample;
            squares += (long) count * sample * sample;
            dark += sample < DEEP_BLACK ? count : 0;
            bright += sample >= HIGHLIGHT ? count : 0;
        }
        mean = (float) (sum / samples);
        level = (float) Math.sqrt(squares / samples);
        notBlack = (float) (1 - dark / samples);
        lit = (float) (litSamples / samples);
        highlights = (float) (bright / samples);
    }

    /** The part of the frame between black bars. */
    private Area picture() {
        int top = 0;
        int bottom = height;
        while (top < bottom && !isRowLit(top)) {
            top++;
        }
        while (top < bottom && !isRowLit(bottom - 1)) {
            bottom--;
        }
        int left = 0;
        int right = width;
        while (left < right && !isColumnLit(left)) {
            left++;
        }
        while (left < right && !isColumnLit(right - 1)) {
            right--;
        }
        boolean small = (bottom - top) * (right - left) < SMALLEST_PICTURE * width * height;
        return small ? new Area(0, 0, width, height, width, height) : new Area(left, top, right, bottom, width, height);
    }

    boolean isRowLit(int row) {
        return litInRow[row] >= FEWEST_LIT;
    }

    boolean isColumnLit(int column) {
        return litInColumn[column] >= FEWEST_LIT;
    }

    float mean() {
        return mean;
    }

    float level() {
        return level;
    }

    float spread() {
        return spread;
    }

    /** The share of samples that are not perfectly black. */
    float notBlack() {
        return notBlack;
    }

    /** The share of samples that are brighter than noise on black. */
    float lit() {
        return lit;
    }

    float highlights() {
        return highlights;
    }

    boolean hasBars() {
        return bars;
    }
}
