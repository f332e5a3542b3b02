package io.csta.starter;

import java.awt.Color;
import java.util.SplittableRandom;

/** The colours of a background: a few from dark to bright, around one or two hues. */
final class Palette {

    private static final int COLOURS = 6;

    private final Color[] colours = new Color[COLOURS];

    Palette(SplittableRandom random) {
        float hue = (float) random.nextDouble();
        float turn = (float) (random.nextDouble() * 0.6 - 0.3);
        float saturation = (float) (0.1 + 0.8 * random.nextDouble());
        float dark = (float) (0.1 + 0.3 * random.nextDouble());
        float bright = (float) (0.6 + 0.4 * random.nextDouble());
        boolean falling = random.nextBoolean();
        for (int i = 0; i < COLOURS; i++) {
            float along = (float) i / (COLOURS - 1);
            float value = dark + (bright - dark) * (falling ? 1 - along : along);
            colours[i] = Color.getHSBColor(hue + turn * along, saturation * (0.6f + 0.4f * (1 - along)), value);
        }
    }

    Color any(SplittableRandom random) {
        return colours[random.nextInt(COLOURS)];
    }

    /** The colour at an index, from 0; wraps around. */
    Color at(int index) {
        return colours[Math.floorMod(index, COLOURS)];
    }

    /** The interpolated colour at a position from 0 to 1, as a packed pixel. */
    int between(double along) {
        double place = Math.min(1, Math.max(0, along)) * (COLOURS - 1);
        int lower = (int) Math.min(COLOURS - 2, Math.floor(place));
        double share = place - lower;
        Color from = colours[lower];
        Color to = colours[lower + 1];
        return mix(from.getRed(), to.getRed(), share) << 16
                | mix(from.getGreen(), to.getGreen(), share) << 8
                | mix(from.getBlue(), to.getBlue(), share);
    }

    private static int mix(int from, int to, double share) {
        return (int) Math.round(from + (to - from) * share);
    }
}
