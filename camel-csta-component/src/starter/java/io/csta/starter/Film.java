package io.csta.starter;

import io.csta.testing.Tool;
import java.awt.AlphaComposite;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.SplittableRandom;

/** Renders the images of a screenplay and stores them as H.264. */
final class Film {

    static final int WIDTH = 320;
    static final int HEIGHT = 180;

    private static final double BLENDED_SECONDS = 0.33;
    private static final int ONE_IN = 8;

    private final Screenplay screenplay;
    private final BufferedImage picture = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_3BYTE_BGR);
    private final BufferedImage other = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_3BYTE_BGR);
    private final SplittableRandom random;

    private Film(Screenplay screenplay) {
        this.screenplay = screenplay;
        this.random = new SplittableRandom(~screenplay.seed());
    }

    /** Writes a file, which appears when it is complete. */
    static void write(Screenplay screenplay, Path file) {
        Path part = file.resolveSibling("part-" + file.getFileName());
        Tool.ffmpeg(
                List.of(
                        "-f",
                        "rawvideo",
                        "-pix_fmt",
                        "bgr24",
                        "-s",
                        WIDTH + "x" + HEIGHT,
                        "-r",
                        Integer.toString(screenplay.fps()),
                        "-i",
                        "pipe:0",
                        "-c:v",
                        "libopenh264",
                        "-b:v",
                        Integer.toString(screenplay.quality() * screenplay.fps()),
                        "-pix_fmt",
                        "yuv420p",
                        "-threads",
                        "1",
                        part.toString()),
                new Film(screenplay)::write);
        try {
            Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void write(OutputStream sink) throws IOException {
        FilmShot.Scene before = null;
        double beforeEnd = 0;
        for (FilmShot shot : screenplay.shots()) {
            FilmShot.Scene scene = shot.build(screenplay.fps());
            int blended = before != null && random.nextInt(ONE_IN) == 0
                    ? (int) (BLENDED_SECONDS * screenplay.fps() + random.nextDouble())
                    : 0;
            for (int frame = 0; frame < shot.frames(); frame++) {
                double time = (double) frame / screenplay.fps();
                scene.draw(picture, time);
                if (before != null && frame < blended) {
                    before.draw(other, beforeEnd + time);
                    blend(1 - (frame + 1f) / (blended + 1));
                }
                sink.write(exposed(scene, time));
            }
            before = scene;
            beforeEnd = (double) shot.frames() / screenplay.fps();
        }
    }

    private void blend(float shareOfOther) {
        Graphics2D g = picture.createGraphics();
        g.setComposite(AlphaComposite.getInstance(AlphaComposite.SRC_OVER, shareOfOther));
        g.drawImage(other, 0, 0, null);
        g.dispose();
    }

    /** Adds light and grain. */
    private byte[] exposed(FilmShot.Scene scene, double time) {
        byte[] levels = ((DataBufferByte) picture.getRaster().getDataBuffer()).getData();
        double light = scene.lightAt(time);
        int grain = (int) (scene.grain() * 256);
        long bits = scene.frozen() ? 1 : random.nextLong();
        for (int i = 0; i < levels.length; i++) {
            int level = (int) ((levels[i] & 0xFF) * light);
            if (grain > 0) {
                bits ^= bits << 13;
                bits ^= bits >>> 7;
                bits ^= bits << 17;
                int noise = (int) (bits & 0xFF) + (int) (bits >> 8 & 0xFF) - 0xFF;
                level += (noise * grain) >> 15;
            }
            levels[i] = (byte) Math.min(255, Math.max(0, level));
        }
        return levels;
    }
}
