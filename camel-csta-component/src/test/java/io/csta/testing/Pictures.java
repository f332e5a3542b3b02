package io.csta.testing;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import javax.imageio.ImageIO;

/** Pictures as the extractor takes them. */
public final class Pictures {

    private Pictures() {}

    /** A golden file as packed rows of red, green and blue bytes. */
    public static byte[] golden(String name) throws IOException {
        try (InputStream in = Golden.open(name)) {
            return rgb(ImageIO.read(in));
        }
    }

    /** A picture as packed rows of red, green and blue bytes. */
    public static byte[] rgb(BufferedImage image) {
        byte[] bytes = new byte[image.getWidth() * image.getHeight() * 3];
        int at = 0;
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                int pixel = image.getRGB(x, y);
                bytes[at++] = (byte) (pixel >> 16);
                bytes[at++] = (byte) (pixel >> 8);
                bytes[at++] = (byte) pixel;
            }
        }
        return bytes;
    }
}
