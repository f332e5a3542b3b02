package io.csta.testing;

import io.csta.video.Picture;
import io.csta.video.VideoReader;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Generates test videos in which each frame shows its number, over scenes that look different.
 *
 * <pre>{@code
 * Path video = TestVideos.ofFrames(90).sound(TestSound.rumble(48000, 3)).write(folder.resolve("a.mp4"));
 * }</pre>
 */
public final class TestVideos {

    private final List<Integer> scenes;
    private final List<String> options = new ArrayList<>();
    private int width = 160;
    private int height = 120;
    private String fps = "30";
    private String codec = "libopenh264";
    private String filter = "null";
    private int rotation;
    private Optional<TestSound> sound = Optional.empty();
    private String audioCodec = "aac";
    private int channels = 1;
    private double soundDelay;

    private TestVideos(List<Integer> scenes) {
        this.scenes = scenes;
    }

    /** A video of one scene. */
    public static TestVideos ofFrames(int frames) {
        return new TestVideos(List.of(frames));
    }

    /** A video of several scenes with hard cuts between them. */
    public static TestVideos ofScenes(Integer... frames) {
        return new TestVideos(List.of(frames));
    }

    /** The size of the upright picture; 160x120 by default. */
    public TestVideos size(int pixelsWide, int pixelsHigh) {
        width = pixelsWide;
        height = pixelsHigh;
        return this;
    }

    /** The frame rate in FFmpeg's notation, for example {@code 30000/1001}. */
    public TestVideos fps(String rate) {
        fps = rate;
        return this;
    }

    /** Frames of 53, 53 and 14 ms in turn. */
    public TestVideos variableFrameRate() {
        return presentedAt("N*40+13*mod(N\\,3)");
    }

    /** The time of frame {@code N} in milliseconds, as an expression of FFmpeg's {@code setpts}. */
    public TestVideos presentedAt(String milliseconds) {
        filter = "settb=1/1000,setpts=" + milliseconds;
        options.addAll(List.of("-fps_mode", "passthrough", "-enc_time_base", "1/1000"));
        return this;
    }

    /** One of FFmpeg's encoders: {@code libopenh264}, {@code mpeg4}, {@code mpeg2video}, {@code mjpeg}, {@code ffv1}. */
    public TestVideos codec(String encoder) {
        codec = encoder;
        return this;
    }

    /** Further options of {@code ffmpeg} for the output. */
    public TestVideos options(String... more) {
        options.addAll(List.of(more));
        return this;
    }

    /** Stores the pictures rotated, with metadata that rotates them clockwise by this many degrees. */
    public TestVideos rotatedBy(int degrees) {
        rotation = degrees;
        return this;
    }

    /** With a sound track. */
    public TestVideos sound(TestSound track) {
        sound = Optional.of(track);
        return this;
    }

    /** The encoding of the sound; {@code aac} with one channel by default. */
    public TestVideos soundAs(String encoder, int channelCount) {
        audioCodec = encoder;
        channels = channelCount;
        return this;
    }

    /** Delays the sound; if negative, it starts before the video. */
    public TestVideos soundDelay(double seconds) {
        soundDelay = seconds;
        return this;
    }

    /** Encodes the video. The extension determines the container. */
    public Path write(Path file) {
        Path wav = file.resolveSibling(file.getFileName() + ".wav");
        Path unturned = file.resolveSibling("unturned-" + file.getFileName());
        try {
            sound.ifPresent(track -> track.writeWav(wav, channels));
            Tool.ffmpeg(command(wav, rotation == 0 ? file : unturned), this::feed);
            if (rotation != 0) {
                String angle = Integer.toString(-rotation);
                Tool.ffmpeg("-display_rotation:v", angle, "-i", unturned.toString(), "-c", "copy", file.toString());
            }
            Files.deleteIfExists(wav);
            Files.deleteIfExists(unturned);
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<String> command(Path wav, Path file) {
        boolean turned = rotation % 180 != 0;
        String size = turned ? height + "x" + width : width + "x" + height;
        List<String> command = new ArrayList<>();
        command.addAll(List.of("-f", "rawvideo", "-pix_fmt", "rgb24", "-s", size, "-r", fps, "-i", "pipe:0"));
        if (sound.isPresent()) {
            command.addAll(List.of("-itsoffset", Double.toString(soundDelay), "-i", wav.toString()));
            command.addAll(List.of("-map", "1:a", "-c:a", audioCodec));
        }
        command.addAll(List.of("-map", "0:v", "-vf", filter, "-c:v", codec));
        command.addAll(quality());
        command.addAll(options);
        command.add(file.toString());
        return command;
    }

    private List<String> quality() {
        return switch (codec) {
            case "libopenh264" -> List.of("-b:v", "3M", "-pix_fmt", "yuv420p", "-g", "24");
            case "libvpx", "libvpx-vp9" -> List.of("-b:v", "2M", "-deadline", "realtime", "-cpu-used", "8");
            case "mjpeg", "mpeg4", "mpeg2video" -> List.of("-q:v", "3");
            default -> List.of();
        };
    }

    private void feed(OutputStream sink) throws IOException {
        int number = 0;
        for (int scene = 0; scene < scenes.size(); scene++) {
            for (int i = 0; i < scenes.get(scene); i++) {
                sink.write(turnedBack(frame(scene, number++)).rgb());
            }
        }
    }

    private Picture frame(int scene, int number) {
        byte[] rgb = new byte[3 * width * height];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                Scenery.paint(rgb, 3 * (y * width + x), scene, (double) x / width, (double) y / height, number);
            }
        }
        Barcode.draw(rgb, width, height, number);
        return new Picture(width, height, rgb);
    }

    private Picture turnedBack(Picture upright) {
        Picture picture = upright;
        for (int turned = rotation; turned < 360 && turned > 0; turned += 90) {
            picture = turnedClockwise(picture);
        }
        return picture;
    }

    private static Picture turnedClockwise(Picture picture) {
        byte[] rgb = new byte[picture.rgb().length];
        int newWidth = picture.height();
        for (int y = 0; y < picture.height(); y++) {
            for (int x = 0; x < picture.width(); x++) {
                int from = 3 * (y * picture.width() + x);
                System.arraycopy(picture.rgb(), from, rgb, 3 * (x * newWidth + newWidth - 1 - y), 3);
            }
        }
        return new Picture(newWidth, picture.width(), rgb);
    }

    /** The number that a frame shows; -1 if there is none. */
    public static int readNumber(Picture picture) {
        return Barcode.read(picture);
    }

    /** The numbers of all frames of a video. */
    public static List<Integer> readNumbers(Path file) {
        List<Integer> numbers = new ArrayList<>();
        try (VideoReader video = VideoReader.open(file)) {
            while (video.advance()) {
                numbers.add(readNumber(video.picture()));
            }
        }
        return numbers;
    }
}
