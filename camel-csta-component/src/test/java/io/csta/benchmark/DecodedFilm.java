package io.csta.benchmark;

import io.csta.video.Picture;
import io.csta.video.Timeline;
import io.csta.video.VideoReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A film as a person would see it, without any network: small pictures and colour histograms of all frames.
 *
 * @param timeline when each frame is shown
 * @param frames all frames
 */
record DecodedFilm(Timeline timeline, List<Frame> frames) {

    private static final int COLUMNS = 32;
    private static final int ROWS = 18;

    /** Levels of each colour in a histogram. */
    private static final int LEVELS = 8;

    /** Histograms use every n-th pixel of every n-th row. */
    private static final int STRIDE = 2;

    /**
     * A frame.
     *
     * @param luma the mean luma, 0 to 255
     * @param peak the luma that 1 % of the pixels exceed, 0 to 255
     * @param cells the mean luma of each cell of a grid of 32 x 18, {@code [576]}
     * @param colours the share of the pixels with each of 8 x 8 x 8 colours, {@code [512]}
     */
    @SuppressWarnings("ArrayRecordComponent")
    record Frame(float luma, int peak, float[] cells, float[] colours) {

        /** The largest difference between cells, 0 to 255. */
        double largestDifference(Frame other) {
            double largest = 0;
            for (int i = 0; i < cells.length; i++) {
                largest = Math.max(largest, Math.abs(cells[i] - other.cells[i]));
            }
            return largest;
        }

        /** The mean difference between cells, 0 to 255. */
        double meanDifference(Frame other) {
            double sum = 0;
            for (int i = 0; i < cells.length; i++) {
                sum += Math.abs(cells[i] - other.cells[i]);
            }
            return sum / cells.length;
        }

        /** The share of the pixels whose colour differs, 0 to 1: half the L1 distance between the histograms. */
        double colourDistance(Frame other) {
            double sum = 0;
            for (int i = 0; i < colours.length; i++) {
                sum += Math.abs(colours[i] - other.colours[i]);
            }
            return sum / 2;
        }
    }

    static DecodedFilm of(Path file) {
        List<Frame> frames = new ArrayList<>();
        try (VideoReader video = VideoReader.open(file)) {
            while (video.advance()) {
                frames.add(frame(video.picture()));
            }
            return new DecodedFilm(video.timeline(), frames);
        }
    }

    /** Only the times of the frames. */
    static Timeline timeline(Path file) {
        try (VideoReader video = VideoReader.open(file)) {
            while (video.advance()) {
                // the frame itself is not used
            }
            return video.timeline();
        }
    }

    private static Frame frame(Picture picture) {
        byte[] rgb = picture.rgb();
        float[] cells = new float[COLUMNS * ROWS];
        int[] pixels = new int[COLUMNS * ROWS];
        float[] colours = new float[LEVELS * LEVELS * LEVELS];
        int[] lumas = new int[256];
        double sum = 0;
        int at = 0;
        int counted = 0;
        for (int y = 0; y < picture.height(); y++) {
            int row = y * ROWS / picture.height() * COLUMNS;
            for (int x = 0; x < picture.width(); x++, at += 3) {
                int red = rgb[at] & 0xff;
                int green = rgb[at + 1] & 0xff;
                int blue = rgb[at + 2] & 0xff;
                float luma = 0.2126f * red + 0.7152f * green + 0.0722f * blue;
                int cell = row + x * COLUMNS / picture.width();
                cells[cell] += luma;
                pixels[cell]++;
                lumas[(int) luma]++;
                sum += luma;
                if (y % STRIDE == 0 && x % STRIDE == 0) {
                    colours[((red * LEVELS / 256) * LEVELS + green * LEVELS / 256) * LEVELS + blue * LEVELS / 256]++;
                    counted++;
                }
            }
        }
        for (int i = 0; i < cells.length; i++) {
            cells[i] /= pixels[i];
        }
        for (int i = 0; i < colours.length; i++) {
            colours[i] /= counted;
        }
        int all = picture.width() * picture.height();
        return new Frame((float) (sum / all), peak(lumas, all / 100), cells, colours);
    }

    private static int peak(int[] lumas, int brighter) {
        int left = brighter;
        int level = lumas.length - 1;
        while (level > 0 && left >= lumas[level]) {
            left -= lumas[level--];
        }
        return level;
    }
}
