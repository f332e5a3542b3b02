package io.csta.visibility;

import static io.csta.visibility.Obstacle.NONE;

import io.csta.testing.Tool;
import io.csta.video.VideoReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Videos from FFmpeg's sources and filters, and what the meter says about them. */
final class Clip {

    /** A moving picture of two seconds. */
    static final String MOVING = "testsrc2=s=320x180:r=25:d=2";

    private Clip() {}

    /** Encodes the output of a filter graph with H.264, at 25 frames per second unless the graph says otherwise. */
    static Path encode(Path file, String graph, String... options) {
        List<String> command = new ArrayList<>(List.of("-f", "lavfi", "-i", graph));
        command.addAll(List.of("-c:v", "libopenh264", "-b:v", "1M", "-pix_fmt", "yuv420p", "-g", "24"));
        command.addAll(List.of(options));
        command.add(file.toString());
        Tool.ffmpeg(command, Tool.Feed.NOTHING);
        return file;
    }

    static FrameVisibility measure(Path file) {
        VisibilityMeter meter = new VisibilityMeter(VideoReader.LUMA_WIDTH, VideoReader.LUMA_HEIGHT);
        try (VideoReader video = VideoReader.open(file)) {
            while (video.advance()) {
                meter.add(video.luma(), video.time());
            }
        }
        return meter.finish();
    }

    /** The values of the frames from {@code first} to before {@code end}. */
    static List<Float> values(FrameVisibility visibility, int first, int end) {
        return IntStream.range(first, end).mapToObj(visibility::value).toList();
    }

    static List<Float> values(FrameVisibility visibility) {
        return values(visibility, 0, visibility.frames());
    }

    /** The obstacles of the frames from {@code first} to before {@code end}, each once. */
    static List<Obstacle> obstacles(FrameVisibility visibility, int first, int end) {
        return IntStream.range(first, end)
                .mapToObj(visibility::obstacle)
                .distinct()
                .toList();
    }

    static List<Obstacle> obstacles(FrameVisibility visibility) {
        return obstacles(visibility, 0, visibility.frames());
    }

    static boolean isVisible(FrameVisibility visibility) {
        return obstacles(visibility).equals(List.of(NONE))
                && values(visibility).stream().allMatch(value -> value >= 0.9);
    }

    /** A grid of 64x36 samples with a texture from 20 to 219, multiplied by a factor. */
    static byte[] texture(double factor) {
        byte[] luma = new byte[64 * 36];
        for (int i = 0; i < luma.length; i++) {
            luma[i] = (byte) (factor * (20 + i * 7 % 200));
        }
        return luma;
    }
}
