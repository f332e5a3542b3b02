package io.csta.starter;

import java.awt.geom.AffineTransform;
import java.util.SplittableRandom;

/**
 * Which part of a place is seen when: it moves evenly, closes in or backs off, and may be held by hand.
 *
 * @param x where the middle of the picture is at first, in pixels of the place
 * @param y likewise
 * @param speedX pixels of the place a second
 * @param speedY likewise
 * @param zoom how many pixels of the place a pixel of the picture is wide at first
 * @param zoomRate by which factor that changes in a second
 * @param shake how far the hand moves, in pixels of the picture
 * @param shakeRate how often, in radians a second
 */
record Camera(
        double x,
        double y,
        double speedX,
        double speedY,
        double zoom,
        double zoomRate,
        double shake,
        double shakeRate) {

    private static final double CLOSEST = 0.5;
    private static final double FARTHEST = Place.HEIGHT / (double) Film.HEIGHT;

    /** One that does not move. */
    static Camera still(SplittableRandom random) {
        double zoom = 1 + 1.3 * random.nextDouble();
        double marginX = Film.WIDTH * zoom / 2;
        double marginY = Film.HEIGHT * zoom / 2;
        return new Camera(
                marginX + (Place.WIDTH - 2 * marginX) * random.nextDouble(),
                marginY + (Place.HEIGHT - 2 * marginY) * random.nextDouble(),
                0,
                0,
                zoom,
                1,
                0,
                0);
    }

    /** One that pans or zooms, at most so fast that it does not reach the edge of its place in so many seconds. */
    Camera moving(SplittableRandom random, double seconds) {
        if (random.nextInt(3) == 0) {
            double rate = random.nextBoolean() ? 0.9 + 0.06 * random.nextDouble() : 1.04 + 0.07 * random.nextDouble();
            double least = Math.pow(CLOSEST / zoom, 1 / seconds);
            double most = Math.pow(FARTHEST / zoom, 1 / seconds);
            return new Camera(x, y, speedX, speedY, zoom, Math.min(most, Math.max(least, rate)), shake, shakeRate);
        }
        double speed = 20 + 50 * random.nextDouble();
        double roomX = Math.abs(x - Place.WIDTH / 2.0) + (Place.WIDTH - Film.WIDTH * zoom) / 2;
        double roomY = Math.abs(y - Place.HEIGHT / 2.0) + (Place.HEIGHT - Film.HEIGHT * zoom) / 2;
        double towardsX = x < Place.WIDTH / 2.0 ? 1 : -1;
        double towardsY = y < Place.HEIGHT / 2.0 ? 1 : -1;
        return new Camera(
                x,
                y,
                towardsX * Math.min(speed, roomX / seconds),
                towardsY * Math.min(speed * 0.25 * random.nextDouble(), roomY / seconds),
                zoom,
                zoomRate,
                shake,
                shakeRate);
    }

    /** One that is held by hand. */
    Camera shaken(double pixels, double rate) {
        return new Camera(x, y, speedX, speedY, zoom, zoomRate, pixels, rate);
    }

    /** Which part of the picture is new after half a second, roughly; a hand that shakes does not count. */
    double change() {
        double way = 0.5 * Math.hypot(speedX, speedY) / zoom / Film.WIDTH;
        return way + 0.5 * Math.abs(zoomRate - 1);
    }

    /** Maps the place to the picture at a time in seconds. */
    AffineTransform at(double t) {
        double size = Math.min(FARTHEST, Math.max(CLOSEST, zoom * Math.pow(zoomRate, t)));
        double handX = shake * size * (Math.sin(shakeRate * t) + 0.6 * Math.sin(2.3 * shakeRate * t + 1));
        double handY = shake * size * (Math.sin(1.1 * shakeRate * t + 2) + 0.6 * Math.sin(2.7 * shakeRate * t));
        double left = within(x + speedX * t + handX, Film.WIDTH * size, Place.WIDTH);
        double top = within(y + speedY * t + handY, Film.HEIGHT * size, Place.HEIGHT);
        AffineTransform view = AffineTransform.getScaleInstance(1 / size, 1 / size);
        view.translate(-left, -top);
        return view;
    }

    private static double within(double middle, double seen, double all) {
        return Math.min(all - seen, Math.max(0, middle - seen / 2));
    }
}
