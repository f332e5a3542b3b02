package io.csta.nn;

import ai.djl.ndarray.NDArray;

/** Makes the picture that a CNN looks at: rows in three channels, part by part. */
interface PictureSource {

    /** The axis of channels in a picture. */
    int CHANNEL = 1;

    /** The axis of rows. */
    int HEIGHT = 2;

    /** A part of all channels, {@code [1, 3, rows of the strip, width]}. */
    NDArray picture(Strip strip);

    /**
     * A part of a picture in which each row stands several times, one copy below the other.
     *
     * @param strip of that picture
     */
    default NDArray picture(Strip strip, int copies) {
        if (copies == 1) {
            return picture(strip);
        }
        try (NDArray rows = picture(strip.dividedBy(copies))) {
            return rows.repeat(HEIGHT, copies);
        }
    }
}
