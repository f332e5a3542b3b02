package io.csta.nn;

import io.csta.CstaException;

/** A network computed a value that is not a number, or infinite, from which nothing can follow. */
public class NotFiniteException extends CstaException {

    /** Says what computed it, and what to do. */
    public NotFiniteException(String message) {
        super(message);
    }

    /**
     * Refuses NaN and infinity.
     *
     * @param who what computed the value, and the verb
     */
    public static void throwIfNotFinite(double value, String who) {
        if (!Double.isFinite(value)) {
            throw new NotFiniteException(
                    "%s %s: no result can be trusted; run csta doctor, and check the weights of the model"
                            .formatted(who, value));
        }
    }
}
