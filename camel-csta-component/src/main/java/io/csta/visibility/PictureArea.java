package io.csta.visibility;

/** Finds the part of a video's frames that is not covered by black bars: the rows and columns that are lit now and then. */
final class PictureArea {

    /** Rows and columns that are lit in fewer frames may be so because of a logo at the start, or a flash. */
    private static final double LEAST_SHARE_OF_FRAMES = 0.02;

    /** Frames with a smaller share of lit samples are dark or show text, and do not reveal where the picture ends. */
    private static final double LEAST_LIT = 0.15;

    /** Smaller pictures are treated like this. */
    private static final double SMALLEST_SHARE = 0.25;

    private final int[] litRows;
    private final int[] litColumns;
    private int litFrames;

    PictureArea(int width, int height) {
        litRows = new int[height];
        litColumns = new int[width];
    }

    void add(LumaGrid grid) {
        if (grid.lit() < LEAST_LIT) {
            return;
        }
        litFrames++;
        for (int row = 0; row < litRows.length; row++) {
            litRows[row] += grid.isRowLit(row) ? 1 : 0;
        }
        for (int column = 0; column < litColumns.length; column++) {
            litColumns[column] += grid.isColumnLit(column) ? 1 : 0;
        }
    }

    /** The share of the frame that the picture takes, from {@value #SMALLEST_SHARE} to 1; 1 if no frame reveals it. */
    double share() {
        if (litFrames == 0) {
            return 1;
        }
        double share = extent(litRows) * extent(litColumns);
        return Math.max(SMALLEST_SHARE, share);
    }

    /** From the first line to the last that is lit often enough, as a share of all lines. */
    private double extent(int[] lit) {
        int first = lit.length;
        int last = -1;
        for (int i = 0; i < lit.length; i++) {
            if (lit[i] > 0 && lit[i] >= LEAST_SHARE_OF_FRAMES * litFrames) {
                first = Math.min(first, i);
                last = i;
            }
        }
        return last < first ? 1 : (last - first + 1.0) / lit.length;
    }
}
