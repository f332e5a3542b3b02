package io.csta.nn.csta;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import io.csta.nn.backbone.Tile;

/**
 * An input image with the rows in the first channel, the absolute difference of each value from the row above in the second,
 * and from the row below in the third. The class token counts as a row; differences beyond the first and last row are 0.
 *
 * @param rows {@code [rows, width]}; stays open
 */
record DifferenceChannels(NDArray rows) implements CnnInput {

    @Override
    public NDArray image(Tile tile) {
        int first = Math.max(0, tile.firstRow() - 1);
        int end = Math.min(Math.toIntExact(rows.getShape().get(0)), tile.endRow() + 1);
        try (NDArray above = rows.get("{}:{}", first, end - 1);
                NDArray below = rows.get("{}:{}", first + 1, end);
                NDArray difference = below.sub(above);
                NDArray change = difference.abs();
                NDArray changes = bordered(change, first == tile.firstRow(), end == tile.endRow());
                NDArray itself = rows.get("{}:{}", tile.firstRow(), tile.endRow());
                NDArray before = changes.get(":{}", tile.endRow() - tile.firstRow());
                NDArray after = changes.get("1:");
                NDArray channels = NDArrays.stack(new NDList(itself, before, after))) {
            return channels.expandDims(0);
        }
    }

    /** Differences from above the first row of a tile to below its last, with zeros at the ends of the image. */
    private static NDArray bordered(NDArray change, boolean atTop, boolean atBottom) {
        try (NDArray zeros =
                change.getManager().zeros(new Shape(1, change.getShape().get(1)))) {
            NDList parts = new NDList(change);
            if (atTop) {
                parts.add(0, zeros);
            }
            if (atBottom) {
                parts.add(zeros);
            }
            return NDArrays.concat(parts);
        }
    }
}
