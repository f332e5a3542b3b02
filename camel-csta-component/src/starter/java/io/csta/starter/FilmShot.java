package io.csta.starter;

import java.awt.AlphaComposite;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Image;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Supplier;

/**
 * The frames between two cuts, described by everything from which they are rendered.
 *
 * @param kind its content
 * @param stage determines the appearance of the background and the objects; other shots share it, so that the appearance does
 *     not reveal the importance
 * @param seed determines everything else
 * @param frames the number of frames
 * @param importance the importance of its kind, 0 to 1; see {@link #parts}
 * @param repeated whether the film showed it before
 */
record FilmShot(Cast cast, Kind kind, long stage, long seed, int frames, double importance, boolean repeated) {

    /** The number of exposures in an image with motion blur. */
    private static final int EXPOSURES = 4;

    private static final List<Color> BLANKS =
            List.of(Color.BLACK, Color.BLACK, Color.WHITE, Color.GRAY, new Color(0, 0, 160));

    /** A repetition of this shot. */
    FilmShot again(SplittableRandom random) {
        return new FilmShot(cast, kind, stage, seed, frames, Kind.REPEAT.importance(random), true);
    }

    /** A shot that can be repeated; never the last one, because there would be no cut. */
    static Optional<FilmShot> worthRepeating(List<FilmShot> shown, SplittableRandom random) {
        List<FilmShot> candidates = shown.stream()
                .filter(shot -> shot.kind.isWorthRepeating() && !shot.repeated)
                .filter(shot -> shot.seed != shown.get(shown.size() - 1).seed)
                .toList();
        return candidates.isEmpty() ? Optional.empty() : Optional.of(candidates.get(random.nextInt(candidates.size())));
    }

    /**
     * A part of constant importance.
     *
     * @param kind its content
     * @param frames the number of frames
     * @param importance 0 to 1
     */
    record Part(Kind kind, int frames, double importance) {}

    /** The importance over time. It depends on what happens when, and is higher if more of the image changes. */
    List<Part> parts(int fps) {
        if (repeated) {
            return List.of(new Part(Kind.REPEAT, frames, importance));
        }
        Staging staging = staging(new SplittableRandom(seed), fps);
        double lively = Math.min(1, Math.max(0, importance + kind.liveliness(staging.change())));
        if (kind != Kind.ARRIVAL) {
            return List.of(new Part(kind, frames, lively));
        }
        int before = (int) Math.ceil(staging.actors().get(0).arrival() * fps);
        return List.of(new Part(Kind.STILL, before, Kind.STILL.importance()), new Part(kind, frames - before, lively));
    }

    /** The mean importance. */
    double meanImportance(int fps) {
        return parts(fps).stream()
                        .mapToDouble(part -> part.frames() * part.importance())
                        .sum()
                / frames;
    }

    /** The objects and the camera; the background is rendered on demand. */
    private record Staging(Supplier<BufferedImage> place, Camera camera, List<Actor> actors) {

        double change() {
            return camera.change() + actors.stream().mapToDouble(Actor::change).sum();
        }
    }

    private Staging staging(SplittableRandom random, int fps) {
        SplittableRandom look = new SplittableRandom(cast.seed(stage));
        Supplier<BufferedImage> place = place(look, random);
        Camera still = Camera.still(random);
        double seconds = (double) frames / fps;
        Camera held = random.nextInt(3) == 0 ? still.withShake(1 + random.nextDouble(), 2) : still;
        List<Actor> actors = new ArrayList<>();
        Camera camera = held;
        switch (kind) {
            case ACTION -> {
                int count = 2 + random.nextInt(3);
                for (int i = 0; i < count; i++) {
                    actors.add(Actor.any(cast, look, random, 3.5, 0.4, 0));
                }
            }
            case ARRIVAL ->
                actors.add(Actor.any(cast, look, random, 2.2, 0.3, seconds * (0.15 + 0.3 * random.nextDouble())));
            case MOTION, DARK, BLURRED -> {
                actors.add(Actor.any(cast, look, random, 1.6, 0.35, 0));
                camera = random.nextInt(3) == 0 ? still.moving(random, seconds) : held;
            }
            case FROZEN -> actors.add(Actor.any(cast, look, random, 1.6, 0.35, 0));
            case STILL -> {
                int count = random.nextInt(5);
                for (int i = 0; i < count; i++) {
                    actors.add(Actor.any(cast, look, random, 0, 0, 0));
                }
            }
            case CAMERA -> camera = still.moving(random, seconds);
            case SHAKY -> camera = still.moving(random, seconds).withShake(14 + 12 * random.nextDouble(), 9);
            case TITLE ->
                camera = new Camera(
                        Place.WIDTH / 2.0, Place.HEIGHT / 2.0, 0, 0, Place.HEIGHT / (double) Film.HEIGHT, 1, 0, 0);
            case REPEAT, BLANK -> {}
        }
        return new Staging(place, camera, List.copyOf(actors));
    }

    private Supplier<BufferedImage> place(SplittableRandom look, SplittableRandom random) {
        if (kind == Kind.TITLE) {
            SplittableRandom text = random.split();
            return () -> Place.card(text);
        }
        if (kind == Kind.BLANK) {
            Color colour = BLANKS.get(random.nextInt(BLANKS.size()));
            return () -> blank(colour);
        }
        Place place = cast.place(look);
        SplittableRandom paint = look.split();
        return () -> place.paint(paint);
    }

    /** Renders the background. */
    Scene build(int fps) {
        SplittableRandom random = new SplittableRandom(seed);
        Staging staging = staging(random, fps);
        double light = kind == Kind.DARK ? 0.06 + 0.06 * random.nextDouble() : 0.8 + 0.3 * random.nextDouble();
        double flicker = random.nextInt(5) == 0 ? 0.15 * random.nextDouble() : 0;
        int blur = kind == Kind.BLURRED ? 12 + random.nextInt(12) : 1;
        double grain = 12 * random.nextDouble() * random.nextDouble();
        return new Scene(
                staging.place().get(),
                staging.camera(),
                staging.actors(),
                light,
                flicker,
                blur,
                kind == Kind.SHAKY ? EXPOSURES : 1,
                grain,
                kind == Kind.FROZEN);
    }

    private static BufferedImage blank(Color colour) {
        BufferedImage canvas = new BufferedImage(Place.WIDTH, Place.HEIGHT, BufferedImage.TYPE_INT_RGB);
        Graphics2D g = canvas.createGraphics();
        g.setColor(colour);
        g.fillRect(0, 0, Place.WIDTH, Place.HEIGHT);
        g.dispose();
        return canvas;
    }

    /**
     * A shot that is ready to be rendered.
     *
     * @param light the brightness; 1 is unchanged
     * @param flicker the amplitude of changes in brightness
     * @param blur the smallest visible detail, in pixels
     * @param exposures the number of exposures, a short time apart, in one image
     * @param grain the strength of the noise, in levels
     * @param frozen whether all images are the same
     */
    record Scene(
            BufferedImage place,
            Camera camera,
            List<Actor> actors,
            double light,
            double flicker,
            int blur,
            int exposures,
            double grain,
            boolean frozen) {

        private static final double FROZEN_AT = 0.7;
        private static final double EXPOSURE_SECONDS = 0.012;

        /** Renders the image at a time in seconds from the first one, without light and grain. */
        void draw(BufferedImage picture, double time) {
            double t = frozen ? FROZEN_AT : time;
            Graphics2D g = picture.createGraphics();
            g.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
            g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
            for (int exposure = 0; exposure < exposures; exposure++) {
                double moment = t + exposure * EXPOSURE_SECONDS;
                g.setComposite(AlphaComposite.getInstance(AlphaComposite.SRC_OVER, 1f / (exposure + 1)));
                g.drawImage(place, camera.at(moment), null);
                actors.forEach(actor -> actor.draw(g, moment));
            }
            g.setComposite(AlphaComposite.SrcOver);
            if (blur > 1) {
                blur(g, picture);
            }
            g.dispose();
        }

        private void blur(Graphics2D g, BufferedImage picture) {
            int width = Film.WIDTH / blur;
            int height = Film.HEIGHT / blur;
            BufferedImage small = new BufferedImage(width, height, picture.getType());
            Graphics2D shrinking = small.createGraphics();
            shrinking.drawImage(picture.getScaledInstance(width, height, Image.SCALE_AREA_AVERAGING), 0, 0, null);
            shrinking.dispose();
            g.drawImage(small, 0, 0, Film.WIDTH, Film.HEIGHT, null);
        }

        double lightAt(double time) {
            return light * (1 + (frozen ? 0 : flicker * Math.sin(5 * time)));
        }
    }
}
