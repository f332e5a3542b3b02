package io.csta.video;

/**
 * One upright picture.
 *
 * @param width in pixels
 * @param height in pixels
 * @param rgb {@code height x width x 3} bytes: red, green, blue of each pixel, row by row from the top left, not
 *     padded; full range, 0 to 255
 */
@SuppressWarnings("ArrayRecordComponent") // copying the pixels of every frame would be slow
public record Picture(int width, int height, byte[] rgb) {

    /**
     * Checks the shape.
     *
     * @throws IllegalArgumentException if the bytes are not {@code width * height * 3}
     */
    public Picture {
        if (width < 1 || height < 1 || rgb.length != width * height * 3) {
            throw new IllegalArgumentException(rgb.length + " bytes do not fit an image of " + width + "x" + height);
        }
    }
}
