package io.csta.testing;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Videos in formats that the bundled FFmpeg reads but cannot write: they are in the test resources, and made by
 * {@link #main} with a fuller FFmpeg. Each shows {@value #FRAMES} numbered frames in two scenes.
 */
public final class FixtureVideos {

    /** How many frames each has. */
    public static final int FRAMES = 60;

    /** Name of a file to FFmpeg's options for it. */
    private static final Map<String, List<String>> MADE_WITH = Map.of(
            "hevc.mp4", List.of("-c:v", "libx265", "-crf", "20", "-tag:v", "hvc1"),
            "hevc-10-bit.mkv", List.of("-c:v", "libx265", "-crf", "20", "-pix_fmt", "yuv420p10le"),
            "h264-10-bit.mp4", List.of("-c:v", "libx264", "-crf", "20", "-pix_fmt", "yuv420p10le"),
            "h264-b-frames.flv", List.of("-c:v", "libx264", "-crf", "20", "-bf", "3"),
            "h264-interlaced.ts",
                    List.of("-c:v", "libx264", "-crf", "20", "-x264opts", "tff=1", "-flags", "+ilme+ildct"),
            "vp9-10-bit.webm", List.of("-c:v", "libvpx-vp9", "-b:v", "400k", "-pix_fmt", "yuv420p10le"),
            "theora.ogv", List.of("-c:v", "libtheora", "-q:v", "7"));

    private FixtureVideos() {}

    /** The names of all files, in order. */
    public static List<String> names() {
        return MADE_WITH.keySet().stream().sorted().toList();
    }

    /** Where a file is. */
    public static Path path(String name) {
        try {
            return Path.of(FixtureVideos.class.getResource("videos/" + name).toURI());
        } catch (URISyntaxException e) {
            throw new AssertionError(e);
        }
    }

    /** Arguments: an {@code ffmpeg} with x264, x265, VP9 and Theora; the folder to write to. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path folder = Path.of(arguments[1]);
        Path original = TestVideos.ofScenes(25, 35)
                .fps("25")
                .codec("ffv1")
                .options("-pix_fmt", "yuv420p")
                .write(Files.createTempDirectory("fixtures").resolve("numbered.mkv"));
        for (Map.Entry<String, List<String>> made : MADE_WITH.entrySet()) {
            List<String> command = new ArrayList<>(List.of(arguments[0], "-v", "error", "-y", "-i"));
            command.add(original.toString());
            command.addAll(made.getValue());
            command.addAll(List.of("-threads", "1", "-fflags", "+bitexact"));
            command.add(folder.resolve(made.getKey()).toString());
            int status = new ProcessBuilder(command).inheritIO().start().waitFor();
            if (status != 0) {
                throw new AssertionError(command + " failed");
            }
        }
    }
}
