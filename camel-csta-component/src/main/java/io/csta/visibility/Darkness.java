package io.csta.visibility;

/**
 * How visible a frame is by its brightness. The mean alone would call a night scene black; the root mean square, here named level,
 * weighs bright parts more. All numbers are those of the picture without black bars.
 */
final class Darkness {

    /** Below this level, a frame is black unless it has highlights, and fades end. Flat black of limited range is 16 at most. */
    static final double BLACK_LEVEL = 27;

    /** A dim frame whose mean is 24, with little contrast, has a value well below one half. */
    private static final Ramp LEVEL = new Ramp(20, 48);

    /** Something bright is a title or credits if the mean is low and hardly any of the rest is more than perfectly black. */
    private static final Ramp MEAN = new Ramp(16, 32);

    private static final Ramp SHADOWS = new Ramp(0.2, 0.6);

    /** The value of a title: it can be read, but is not worth showing. */
    private static final float TITLE = 0.45f;

    /** A share of bright samples from which a black frame has something in it: a starry sky, or a title. */
    private static final Ramp HIGHLIGHTS = new Ramp(0.002, 0.008);

    /** The value of such a frame. */
    private static final float SOMETHING_ON_BLACK = 0.4f;

    private Darkness() {}

    static float value(Pictures pictures, int frame) {
        float scene = Math.max(MEAN.at(pictures.mean(frame)), SHADOWS.at(pictures.notBlack(frame)));
        float value = Math.min(TITLE + (1 - TITLE) * scene, LEVEL.at(pictures.level(frame)));
        return Math.max(value, SOMETHING_ON_BLACK * HIGHLIGHTS.at(pictures.highlights(frame)));
    }

    /** Whether nothing in a frame is bright enough to be something on black. */
    static boolean isEmpty(Pictures pictures, int frame) {
        return HIGHLIGHTS.at(pictures.highlights(frame)) < 0.5;
    }
}
