package io.csta.starter;

import java.util.SplittableRandom;

/** Smooth noise of several sizes over a plane. */
final class Noise {

    private static final int CELLS = 64;

    private final double[] lattice = new double[CELLS * CELLS];

    Noise(SplittableRandom random) {
        for (int i = 0; i < lattice.length; i++) {
            lattice[i] = random.nextDouble();
        }
    }

    /** The sum of {@code octaves} noises, each twice as fine and half as strong as the last; 0 to 1. */
    double at(double x, double y, int octaves) {
        double sum = 0;
        double weight = 0;
        for (int octave = 0; octave < octaves; octave++) {
            double strength = 1.0 / (1 << octave);
            sum += strength * smooth(x * (1 << octave), y * (1 << octave));
            weight += strength;
        }
        return sum / weight;
    }

    private double smooth(double x, double y) {
        int left = (int) Math.floor(x);
        int top = (int) Math.floor(y);
        double right = ease(x - left);
        double down = ease(y - top);
        double above = value(left, top) * (1 - right) + value(left + 1, top) * right;
        double below = value(left, top + 1) * (1 - right) + value(left + 1, top + 1) * right;
        return above * (1 - down) + below * down;
    }

    private double value(int x, int y) {
        return lattice[Math.floorMod(y, CELLS) * CELLS + Math.floorMod(x, CELLS)];
    }

    private static double ease(double t) {
        return t * t * (3 - 2 * t);
    }
}
