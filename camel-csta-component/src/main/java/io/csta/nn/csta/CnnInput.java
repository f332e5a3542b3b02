package io.csta.nn.csta;

import ai.djl.ndarray.NDArray;
import io.csta.nn.backbone.Tile;

/** The input image of a CNN, whose rows are frames and whose columns are features, tile by tile. */
interface CnnInput {

    /** The axis of channels in an image. */
    int CHANNEL = 1;

    /** The axis of rows. */
    int HEIGHT = 2;

    /** A tile of all channels, {@code [1, 3, rows of the tile, width]}. */
    NDArray image(Tile tile);

    /**
     * A tile of the image in which each row is repeated.
     *
     * @param tile of the repeated rows
     * @param copies how often each row is repeated: 1, 2, 4 or 8
     */
    default NDArray image(Tile tile, int copies) {
        if (copies == 1) {
            return image(tile);
        }
        try (NDArray rows = image(tile.dividedBy(copies))) {
            return rows.repeat(HEIGHT, copies);
        }
    }
}
