package io.csta.model;

import io.csta.features.ImageTransform;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Generated images that differ as much as possible: a gradient with noise and possibly stripes and a few discs, with different
 * sizes, angles, colours and contrasts in each image. As in photographs, coarser noise is stronger.
 */
final class CalibrationPictures {

    private static final int COUNT = 24;
    private static final int SIZE = ImageTransform.SIZE;
    private static final int CHANNELS = 3;
    private static final int COARSEST = 64;
    private static final long SEED = 20_240_617;

    private CalibrationPictures() {}

    /** The images, {@code [224, 224, 3]} each; always the same. */
    static List<byte[]> draw() {
        List<byte[]> pictures = new ArrayList<>();
        for (int i = 0; i < COUNT; i++) {
            pictures.add(picture(new Random(SEED + i)));
        }
        return pictures;
    }

    private static byte[] picture(Random random) {
        float[] canvas = new float[SIZE * SIZE * CHANNELS];
        gradient(canvas, random);
        for (int cell = COARSEST; cell >= 1; cell /= 2) {
            grain(canvas, random, cell, 2 * cell * random.nextFloat());
        }
        if (random.nextInt(3) == 0) {
            stripes(canvas, random);
        }
        int discs = random.nextInt(4);
        for (int i = 0; i < discs; i++) {
            disc(canvas, random);
        }
        byte[] levels = new byte[canvas.length];
        for (int i = 0; i < canvas.length; i++) {
            levels[i] = (byte) Math.min(255, Math.max(0, Math.round(canvas[i])));
        }
        return levels;
    }

    private static void gradient(float[] canvas, Random random) {
        float[] from = colour(random);
        float[] to = colour(random);
        double angle = random.nextDouble() * Math.PI;
        add(canvas, (x, y, channel) -> {
            double along = ((x - SIZE / 2.0) * Math.cos(angle) + (y - SIZE / 2.0) * Math.sin(angle)) / SIZE + 0.5;
            return (float) (from[channel] + (to[channel] - from[channel]) * along);
        });
    }

    /** Random levels on a grid. */
    private static void grain(float[] canvas, Random random, int cell, float contrast) {
        int cells = SIZE / cell + 1;
        float[] grid = new float[cells * cells * CHANNELS];
        for (int i = 0; i < grid.length; i++) {
            grid[i] = (random.nextFloat() - 0.5f) * contrast;
        }
        add(canvas, (x, y, channel) -> grid[((y / cell) * cells + x / cell) * CHANNELS + channel]);
    }

    private static void stripes(float[] canvas, Random random) {
        double angle = random.nextDouble() * Math.PI;
        double frequency = 2 * Math.PI / (3 + random.nextInt(80));
        float[] colour = colour(random);
        float contrast = random.nextFloat() * 0.5f;
        add(
                canvas,
                (x, y, channel) -> (float) Math.sin((x * Math.cos(angle) + y * Math.sin(angle)) * frequency)
                        * contrast
                        * colour[channel]);
    }

    private static void disc(float[] canvas, Random random) {
        int centreX = random.nextInt(SIZE);
        int centreY = random.nextInt(SIZE);
        int radius = 8 + random.nextInt(SIZE / 3);
        float[] colour = colour(random);
        for (int y = Math.max(0, centreY - radius); y < Math.min(SIZE, centreY + radius); y++) {
            for (int x = Math.max(0, centreX - radius); x < Math.min(SIZE, centreX + radius); x++) {
                int dx = x - centreX;
                int dy = y - centreY;
                if (dx * dx + dy * dy < radius * radius) {
                    System.arraycopy(colour, 0, canvas, (y * SIZE + x) * CHANNELS, CHANNELS);
                }
            }
        }
    }

    private static float[] colour(Random random) {
        return new float[] {random.nextFloat() * 255, random.nextFloat() * 255, random.nextFloat() * 255};
    }

    private static void add(float[] canvas, Brush brush) {
        int at = 0;
        for (int y = 0; y < SIZE; y++) {
            for (int x = 0; x < SIZE; x++) {
                for (int channel = 0; channel < CHANNELS; channel++) {
                    canvas[at++] += brush.level(x, y, channel);
                }
            }
        }
    }

    /** The level of one channel of one pixel. */
    @FunctionalInterface
    private interface Brush {
        float level(int x, int y, int channel);
    }
}
