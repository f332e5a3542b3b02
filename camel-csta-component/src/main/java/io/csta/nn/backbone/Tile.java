package io.csta.nn.backbone;

import java.util.ArrayList;
import java.util.List;

/**
 * A part of a tall picture. A CNN that halves a picture five times, and whose reach is finite, sees in all tiles
 * together what it would see in the whole, but its memory does not grow with the height.
 *
 * <p>Row {@code r} of GoogLeNet's map, for one, depends on the rows of the picture from {@code 32 r - 167} to
 * {@code 32 r + 211}: the reach of its kernels and pools, each times the step that they work in. So a tile that starts
 * and ends six rows of the map early and late gives the rows between as the whole picture does.
 *
 * @param firstRow of the picture, a multiple of {@value #STEP}
 * @param endRow of the picture, exclusive
 * @param skipped rows of the tile's map that another tile gives
 * @param taken rows of the tile's map that this one gives; all that are left if it is the last one
 */
public record Tile(int firstRow, int endRow, int skipped, int taken) {

    /** Rows of the picture to one of the map. */
    private static final int STEP = 32;

    /** Rows of the map that a tile gives: 4096 of the picture, to which margins add a tenth. */
    private static final int GIVEN = 128;

    /**
     * The tiles of a picture, from top to bottom.
     *
     * @param margin rows of the map that a tile starts early and ends late
     */
    static List<Tile> of(int rows, int margin) {
        List<Tile> tiles = new ArrayList<>();
        int first = 0;
        while (true) {
            int start = Math.max(0, first - margin) * STEP;
            int end = (first + GIVEN + margin) * STEP;
            int skipped = first - start / STEP;
            if (end >= rows) {
                tiles.add(new Tile(start, rows, skipped, Integer.MAX_VALUE));
                return List.copyOf(tiles);
            }
            tiles.add(new Tile(start, end, skipped, GIVEN));
            first += GIVEN;
        }
    }

    /** The rows that this tile is made of, in a picture whose rows stand there so many times each: 1, 2, 4 or 8. */
    public Tile dividedBy(int copies) {
        return new Tile(firstRow / copies, endRow / copies, skipped, taken);
    }

    /** The whole picture in one. */
    public static Tile all(int rows) {
        return new Tile(0, rows, 0, Integer.MAX_VALUE);
    }
}
