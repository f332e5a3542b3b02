package io.csta.nn.backbone;

import java.util.ArrayList;
import java.util.List;

/**
 * A part of a tall input image. For a CNN that halves an image five times and has a finite receptive field, the maps of all
 * tiles together equal the map of the whole image, but memory does not grow with the height.
 *
 * <p>For example, row {@code r} of GoogLeNet's map depends on the rows of the image from {@code 32 r - 167} to
 * {@code 32 r + 211}: the sizes of its kernels and pools, each multiplied by its accumulated stride. So in a tile that starts
 * six rows of the map early and ends six rows late, the rows between equal those of the whole image.
 *
 * @param firstRow of the image, a multiple of {@value #STEP}
 * @param endRow of the image, exclusive
 * @param skipped first rows of the tile's map, which belong to another tile
 * @param taken rows of the tile's map after those; all remaining ones in the last tile
 */
public record Tile(int firstRow, int endRow, int skipped, int taken) {

    /** Rows of the image per row of the map. */
    private static final int STEP = 32;

    /** Rows of the map per tile: 4096 rows of the image, to which margins add a tenth. */
    private static final int TAKEN = 128;

    /**
     * The tiles of an image, from top to bottom.
     *
     * @param rows the height of the image
     * @param margin the rows of the map by which a tile starts early and ends late
     */
    static List<Tile> of(int rows, int margin) {
        List<Tile> tiles = new ArrayList<>();
        int first = 0;
        while (true) {
            int start = Math.max(0, first - margin) * STEP;
            int end = (first + TAKEN + margin) * STEP;
            int skipped = first - start / STEP;
            if (end >= rows) {
                tiles.add(new Tile(start, rows, skipped, Integer.MAX_VALUE));
                return List.copyOf(tiles);
            }
            tiles.add(new Tile(start, end, skipped, TAKEN));
            first += TAKEN;
        }
    }

    /** This tile in the image before each row was repeated 1, 2, 4 or 8 times. */
    public Tile dividedBy(int copies) {
        return new Tile(firstRow / copies, endRow / copies, skipped, taken);
    }

    /** The whole image as one tile. */
    public static Tile all(int rows) {
        return new Tile(0, rows, 0, Integer.MAX_VALUE);
    }
}
