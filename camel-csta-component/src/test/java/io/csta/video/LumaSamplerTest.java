package io.csta.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.csta.testing.TestVideos;
import io.csta.testing.Tool;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LumaSamplerTest {

    private static final int WIDTH = 256;
    private static final int HEIGHT = 144;

    private final Path folder;

    LumaSamplerTest(@TempDir Path folder) {
        this.folder = folder;
    }

    /** Grey, from black on the left to white on the right. */
    private Path ramp(String range, String format, String codec, String extension) {
        Path file = folder.resolve("ramp." + extension);
        Tool.ffmpeg(
                List.of(
                        "-f",
                        "rawvideo",
                        "-pix_fmt",
                        "gbrp",
                        "-s",
                        WIDTH + "x" + HEIGHT,
                        "-i",
                        "pipe:0",
                        "-vf",
                        "scale=out_range=" + range,
                        "-pix_fmt",
                        format,
                        "-color_range",
                        range,
                        "-c:v",
                        codec,
                        "-q:v",
                        "2",
                        file.toString()),
                LumaSamplerTest::feed);
        return file;
    }

    private static void feed(OutputStream sink) throws IOException {
        byte[] plane = new byte[WIDTH * HEIGHT];
        for (int i = 0; i < plane.length; i++) {
            plane[i] = (byte) (i % WIDTH);
        }
        for (int i = 0; i < 3; i++) {
            sink.write(plane);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "tv, yuv420p, ffv1, mkv",
        "pc, yuv420p, ffv1, mkv",
        "tv, yuv422p, ffv1, mkv",
        "tv, yuv444p, ffv1, mkv",
        "tv, yuv420p10le, ffv1, mkv",
        "pc, yuv420p10le, ffv1, mkv",
        "tv, yuv411p, ffv1, mkv",
        "tv, yuva420p, ffv1, mkv",
        "pc, gray, ffv1, mkv",
        "pc, gray10le, ffv1, mkv",
        "pc, bgr0, ffv1, mkv",
        "pc, gbrp10le, ffv1, mkv",
        "pc, rgb48le, ffv1, mkv",
        "pc, yuvj420p, mjpeg, avi",
        "tv, yuv420p, mpeg4, mp4",
        "tv, yuv420p, libopenh264, mp4",
    })
    void luma_ofAnyFormatAndRange_isFullRange(String range, String format, String codec, String extension) {
        try (VideoReader video = VideoReader.open(ramp(range, format, codec, extension))) {
            video.advance();

            byte[] luma = video.luma();

            assertThat(luma).hasSize(VideoReader.LUMA_WIDTH * VideoReader.LUMA_HEIGHT);
            for (int i = 0; i < luma.length; i++) {
                int drawn = 4 * (i % VideoReader.LUMA_WIDTH) + 2;
                assertThat(luma[i] & 0xff).as("sample %d", i).isBetween(drawn - 5, drawn + 5);
            }
        }
    }

    @Test
    void luma_ofFramesOfDifferentSizes_hasTheSameSize() throws IOException {
        Path small = TestVideos.ofFrames(3).size(160, 120).write(folder.resolve("small.ts"));
        Path large = TestVideos.ofFrames(3).size(640, 360).write(folder.resolve("large.ts"));
        Path joined = folder.resolve("joined.ts");
        Files.write(joined, Files.readAllBytes(small));
        Files.write(joined, Files.readAllBytes(large), StandardOpenOption.APPEND);

        try (VideoReader video = VideoReader.open(joined)) {
            while (video.advance()) {
                Picture picture = video.picture();
                byte[] luma = video.luma();
                assertThat(luma).hasSize(VideoReader.LUMA_WIDTH * VideoReader.LUMA_HEIGHT);
                int lastPixel = picture.rgb().length - 3;
                assertThat(luma[luma.length - 1] & 0xff)
                        .isBetween(grey(picture.rgb(), lastPixel) - 8, grey(picture.rgb(), lastPixel) + 8);
            }
            assertThat(video.index()).isEqualTo(5);
        }
    }

    /** The brightness of the lower right corner, where the scene has one colour. */
    private static int grey(byte[] rgb, int at) {
        return (int) (0.299 * (rgb[at] & 0xff) + 0.587 * (rgb[at + 1] & 0xff) + 0.114 * (rgb[at + 2] & 0xff));
    }

    @ParameterizedTest
    @ValueSource(strings = {"16x16", "2x2", "33x17", "98x67"})
    void luma_ofAFrameSmallerThanTheGrid_isWhole(String size) {
        Path file = folder.resolve("small.mkv");
        Tool.ffmpeg("-f", "lavfi", "-i", "color=white:d=0.1:s=" + size, "-c:v", "ffv1", file.toString());

        try (VideoReader video = VideoReader.open(file)) {
            video.advance();
            assertThat(video.luma()).hasSize(2304).containsOnly((byte) 255);
        }
    }

    @Test
    void luma_withoutACurrentFrame_isRefused() {
        Path file = TestVideos.ofFrames(2).write(folder.resolve("a.mp4"));

        try (VideoReader video = VideoReader.open(file)) {
            assertThatThrownBy(video::luma).isInstanceOf(IllegalStateException.class);
        }
    }
}
