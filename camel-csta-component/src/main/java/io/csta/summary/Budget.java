package io.csta.summary;

/** How long a summary may be. */
public sealed interface Budget {

    /** The benchmarks' budget: 15 % of the frames. */
    Budget DEFAULT = new Ratio(0.15);

    /**
     * A part of the video's frames.
     *
     * @param ratio above 0, at most 1
     */
    record Ratio(double ratio) implements Budget {

        /**
         * Checks the range.
         *
         * @throws IllegalArgumentException if the ratio is outside (0, 1]
         */
        public Ratio {
            if (!(ratio > 0 && ratio <= 1)) {
                throw new IllegalArgumentException(
                        "a ratio of %s makes no summary: give one above 0 and at most 1".formatted(ratio));
            }
        }
    }

    /**
     * A time.
     *
     * @param seconds above 0
     */
    record Length(double seconds) implements Budget {

        /**
         * Checks the range.
         *
         * @throws IllegalArgumentException if there are no seconds
         */
        public Length {
            if (!(seconds > 0 && Double.isFinite(seconds))) {
                throw new IllegalArgumentException(
                        "a length of %s seconds makes no summary: give more than 0".formatted(seconds));
            }
        }
    }
}
