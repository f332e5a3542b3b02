package io.csta.starter;

import java.awt.geom.AffineTransform;
import java.util.SplittableRandom;

/**
 * The view of a background over time: the camera pans or zooms evenly, and may shake.
 *
 * @param x the centre of the view at the start, in pixels of the background
 * @param y the centre of the view at the start, in pixels of the background
 * @param speedX in pixels of the background per second
 * @param speedY in pixels of the background per second
 * @param zoom pixels of the background per pixel of the image, at the start
 * @param zoomRate the factor by which the zoom changes per second
 * @param shake the amplitude of the shaking, in pixels of the image
 * @param shakeRate the frequency of the shaking, in radians per second
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

    /** A camera that does not move. */
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

    /** Adds a pan or zoom, slow enough not to reach the edge of the background within this time. */
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

    /** Adds the shaking of a hand-held camera. */
    Camera withShake(double pixels, double rate) {
        return new Camera(x, y, speedX, speedY, zoom, zoomRate, pixels, rate);
    }

    /** The approximate share of the image that is new after half a second, without shaking. */
    double change() {
        double way = 0.5 * Math.hypot(speedX, speedY) / zoom / Film.WIDTH;
        return way + 0.5 * Math.abs(zoomRate - 1);
    }

    /** Maps the background to the image at a time in seconds. */
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
