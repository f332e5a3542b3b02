package io.csta.starter;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.AffineTransform;
import java.util.SplittableRandom;

/**
 * A moving object in a shot. Lengths are in pixels of the image, times in seconds.
 *
 * @param thing the kind of object
 * @param size its size
 * @param body its main colour
 * @param detail its second colour
 * @param x the centre of its path
 * @param y the centre of its path
 * @param wayX the amplitude of its path
 * @param wayY the amplitude of its path
 * @param pace its speed, in radians per second
 * @param start its phase at the start, in radians
 * @param arrival when it enters the image, from the side; at most 0 if it is there from the start
 */
record Actor(
        Thing thing,
        double size,
        Color body,
        Color detail,
        double x,
        double y,
        double wayX,
        double wayY,
        double pace,
        double start,
        double arrival) {

    private static final double SECONDS_TO_ENTER = 1;

    /**
     * A random object.
     *
     * @param look determines its kind and appearance
     * @param random determines the rest
     */
    static Actor any(
            Cast cast, SplittableRandom look, SplittableRandom random, double pace, double way, double arrival) {
        return new Actor(
                cast.thing(look),
                Film.HEIGHT * (0.2 + 0.4 * look.nextDouble()),
                colour(look),
                colour(look),
                Film.WIDTH * (0.25 + 0.5 * random.nextDouble()),
                Film.HEIGHT * (0.3 + 0.4 * random.nextDouble()),
                Film.WIDTH * way * (0.6 + 0.4 * random.nextDouble()),
                Film.HEIGHT * way * random.nextDouble(),
                pace * (0.8 + 0.4 * random.nextDouble()),
                2 * Math.PI * random.nextDouble(),
                arrival);
    }

    private static Color colour(SplittableRandom random) {
        return Color.getHSBColor((float) random.nextDouble(), (float) (0.3 + 0.7 * random.nextDouble()), (float)
                (0.3 + 0.7 * random.nextDouble()));
    }

    /** The approximate share of the image that it covers within half a second. */
    double change() {
        double way = 0.5 * pace * Math.hypot(wayX, wayY);
        return size * Math.min(size, way) / (Film.WIDTH * Film.HEIGHT);
    }

    /** Renders it at a time. */
    void draw(Graphics2D g, double t) {
        if (t < arrival) {
            return;
        }
        double phase = start + pace * t;
        double placeX = x + wayX * Math.sin(phase);
        double placeY = y + wayY * Math.sin(1.3 * phase);
        if (arrival > 0) {
            double left = Math.max(0, 1 - (t - arrival) / SECONDS_TO_ENTER);
            placeX -= left * left * (placeX + size);
        }
        AffineTransform before = g.getTransform();
        g.translate(placeX, placeY);
        g.scale(size, size);
        thing.draw(g, 1.5 * phase, body, detail);
        g.setTransform(before);
    }
}
