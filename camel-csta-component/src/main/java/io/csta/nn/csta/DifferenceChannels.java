package io.csta.nn.csta;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import io.csta.nn.backbone.Tile;

/**
 * Rows in the first channel, how much each of their values differs from the row above in the second, and from the row
 * below in the third. The class token is a row as others are; above the first and below the last nothing changes.
 *
 * @param rows {@code [rows, width]}; stay open
 */
record DifferenceChannels(NDArray rows) implements PictureSource {

    @Override
    public NDArray picture(Tile tile) {
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

    /** From above the first row of a tile to below its last. */
    private static NDArray bordered(NDArray change, boolean atTop, boolean atBottom) {
        try (NDArray nothing =
                change.getManager().zeros(new Shape(1, change.getShape().get(1)))) {
            NDList parts = new NDList(change);
            if (atTop) {
                parts.add(0, nothing);
            }
            if (atBottom) {
                parts.add(nothing);
            }
            return NDArrays.concat(parts);
        }
    }
}
