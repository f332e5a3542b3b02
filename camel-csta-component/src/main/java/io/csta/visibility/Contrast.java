package io.csta.visibility;

/** How visible a frame is by the standard deviation of its brightness. */
final class Contrast {

    /** One colour, with the noise of compression. */
    static final double ONE_COLOUR = 4;

    /** The flattest real pictures, of fog for example, have about as much as the upper end. */
    private static final Ramp SPREAD = new Ramp(ONE_COLOUR, 10);

    private Contrast() {}

    static float value(double spread) {
        return SPREAD.at(spread);
    }
}
