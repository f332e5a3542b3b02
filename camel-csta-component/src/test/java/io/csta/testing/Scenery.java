package io.csta.testing;

/** Renders scenes: each has its own colours and shapes, which move slowly. */
final class Scenery {

    private static final int[][] COLOURS = {
        {200, 60, 50}, {50, 90, 200}, {60, 170, 70}, {220, 190, 60}, {150, 70, 180}, {90, 200, 200}, {120, 120, 120}
    };

    private Scenery() {}

    /** Writes one pixel; x and y run from 0 to 1. */
    static void paint(byte[] rgb, int at, int scene, double x, double y, int number) {
        int[] ground = COLOURS[scene % COLOURS.length];
        int[] shape = COLOURS[(scene * 3 + 2) % COLOURS.length];
        double drift = 0.002 * number;
        double swing = 0.2 * (Math.abs(Math.IEEEremainder(drift * 2, 1)) - 0.25);
        boolean inside =
                switch (scene % 5) {
                    case 0 -> (x - 0.5 - swing) * (x - 0.5 - swing) + (y - 0.6) * (y - 0.6) < 0.04;
                    case 1 -> Math.floorMod((int) Math.floor((x + drift) * 8), 2) == 0;
                    case 2 -> Math.floorMod((int) Math.floor((y + drift) * 6), 2) == 0;
                    case 3 -> Math.floorMod((int) (Math.floor((x + drift) * 6) + Math.floor(y * 5)), 2) == 0;
                    default -> x + y < 1 + swing;
                };
        int[] colour = inside ? shape : ground;
        double shade = 0.75 + 0.25 * y;
        for (int channel = 0; channel < 3; channel++) {
            rgb[at + channel] = (byte) (colour[channel] * shade);
        }
    }
}
