package io.csta.visibility;

/**
 * Measures how much there is to see in the frames of a video.
 *
 * <pre>{@code
 * VisibilityMeter meter = new VisibilityMeter(width, height);
 * for (each frame) {
 *     meter.add(luma, seconds);
 * }
 * FrameVisibility visibility = meter.finish();
 * }</pre>
 *
 * <p>Brightness alone is measured. A frame of one colour has no contrast in brightness either, and the bars of test cards are
 * arranged by brightness. A picture of several colours that all have the same brightness would be taken for a frame of one colour;
 * video does not contain such pictures.
 *
 * <p>Takes a few microseconds and keeps 37 bytes per frame. Not thread-safe.
 */
public final class VisibilityMeter {

    /** The mean difference up to which a frame equals the previous one: that of still pictures in compressed video. */
    private static final double STILL_MEAN = 0.15;

    /** A sample that differs by more shows something else; compression alone changes samples by less. */
    private static final int STILL_SAMPLE = 12;

    /** The mean difference up to which a new picture may be an old one, encoded again with another quality. */
    private static final double REFRESH_MEAN = 2;

    /** The share of samples that may differ by more than {@link #STILL_SAMPLE} when a picture is encoded again. */
    private static final double REFRESH_SHARE = 0.01;

    private final int samples;
    private final LumaGrid grid;
    private final PictureArea area;
    private final FrameStatistics statistics = new FrameStatistics();
    private final byte[] previous;
    private final byte[] reference;

    /**
     * Creates a meter for one video.
     *
     * @param width the samples in a row of the grid, at least 16
     * @param height the rows of the grid, at least 9
     * @throws IllegalArgumentException if the grid is smaller
     */
    public VisibilityMeter(int width, int height) {
        if (width < 16 || height < 9) {
            throw new IllegalArgumentException("a grid of " + width + "x" + height + ": expected at least 16x9");
        }
        samples = width * height;
        grid = new LumaGrid(width, height);
        area = new PictureArea(width, height);
        previous = new byte[samples];
        reference = new byte[samples];
    }

    /**
     * Measures the next frame, in presentation order.
     *
     * @param luma {@code height x width} unsigned bytes, row by row, from 0 (black) to 255 (white); not kept
     * @param seconds when the frame is shown, not before the previous one
     * @throws IllegalArgumentException if the number of samples or the time is wrong
     */
    public void add(byte[] luma, double seconds) {
        if (luma.length != samples) {
            throw new IllegalArgumentException(luma.length + " samples: expected " + samples);
        }
        int frame = statistics.frames();
        if (!Double.isFinite(seconds) || (frame > 0 && seconds < statistics.time(frame - 1))) {
            throw new IllegalArgumentException("frame " + frame + " at " + seconds + " s: times must not descend");
        }
        grid.measure(luma);
        area.add(grid);
        Difference step = frame == 0 ? Difference.NONE : Difference.between(luma, previous, STILL_SAMPLE);
        Change change = frame == 0 ? Change.LARGE : change(step, luma);
        statistics.add(seconds, grid, (float) (step.mean() / 255), change);
        System.arraycopy(luma, 0, previous, 0, samples);
        if (change == Change.LARGE) {
            System.arraycopy(luma, 0, reference, 0, samples);
        }
    }

    /** Many small steps are a large one, so the frame is also compared with the one at which the still picture began. */
    private Change change(Difference step, byte[] luma) {
        if (!isSmall(step) || !isSmall(Difference.between(luma, reference, STILL_SAMPLE))) {
            return Change.LARGE;
        }
        return step.mean() <= STILL_MEAN && step.changed() == 0 ? Change.NONE : Change.SMALL;
    }

    private boolean isSmall(Difference difference) {
        return difference.mean() <= REFRESH_MEAN && difference.changed() <= REFRESH_SHARE * samples;
    }

    /** Assesses all frames that were added. */
    public FrameVisibility finish() {
        return Assessment.of(new Pictures(statistics, area.share()), statistics.copyOfMotions());
    }
}
