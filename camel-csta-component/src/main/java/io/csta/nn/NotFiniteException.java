package io.csta.nn;

import io.csta.CstaException;

/** A network computed NaN or infinity, so its result cannot be used. */
public class NotFiniteException extends CstaException {

    /** The message names the source of the value and a remedy. */
    public NotFiniteException(String message) {
        super(message);
    }

    /**
     * Refuses NaN and infinity.
     *
     * @param subject the source of the value and a verb, for example {@code the scorer computed}
     */
    public static void throwIfNotFinite(double value, String subject) {
        if (!Double.isFinite(value)) {
            throw new NotFiniteException(
                    "%s %s: no result can be trusted; run csta doctor, and check the weights of the model"
                            .formatted(subject, value));
        }
    }
}
