package io.csta.summary;

/** How long a summary may be. */
public sealed interface Budget {

    /**
     * A share of the video's frames.
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
                        "ratio %s is out of range; use a number above 0 and at most 1, or a percentage such as 15%%"
                                .formatted(ratio));
            }
        }
    }

    /**
     * A duration.
     *
     * @param seconds above 0
     */
    record Length(double seconds) implements Budget {

        /**
         * Checks the range.
         *
         * @throws IllegalArgumentException if {@code seconds} is not above 0, or not finite
         */
        public Length {
            if (!(seconds > 0 && Double.isFinite(seconds))) {
                throw new IllegalArgumentException(
                        "a length of %s seconds is out of range; use more than 0 seconds".formatted(seconds));
            }
        }
    }
}
