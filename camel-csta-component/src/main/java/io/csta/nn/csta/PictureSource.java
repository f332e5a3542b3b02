package io.csta.nn.csta;

import ai.djl.ndarray.NDArray;
import io.csta.nn.backbone.Tile;

/** Makes the picture that a CNN looks at: rows in three channels, part by part. */
interface PictureSource {

    /** The axis of channels in a picture. */
    int CHANNEL = 1;

    /** The axis of rows. */
    int HEIGHT = 2;

    /** A part of all channels, {@code [1, 3, rows of the tile, width]}. */
    NDArray picture(Tile tile);

    /**
     * A part of a picture in which each row stands several times, one copy below the other.
     *
     * @param tile of that picture
     */
    default NDArray picture(Tile tile, int copies) {
        if (copies == 1) {
            return picture(tile);
        }
        try (NDArray rows = picture(tile.dividedBy(copies))) {
            return rows.repeat(HEIGHT, copies);
        }
    }
}
