package io.csta.video;

import static org.assertj.core.api.Assertions.assertThat;

import io.csta.testing.TestVideos;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FfmpegTest {

    private final Path folder;

    FfmpegTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void log_ofDamageAndOfTheEncoder_doesNotReachStandardError() throws Exception {
        byte[] bytes = Files.readAllBytes(TestVideos.ofFrames(60).write(folder.resolve("whole.ts")));
        Arrays.fill(bytes, bytes.length / 2, bytes.length / 2 + 4000, (byte) 0xff);
        Path damaged = Files.write(folder.resolve("damaged.ts"), bytes);
        Path text = Files.writeString(folder.resolve("text.mp4"), "not a video\n".repeat(200));

        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Uses.class.getName(),
                        damaged.toString(),
                        text.toString(),
                        folder.resolve("summary.mp4").toString())
                .redirectErrorStream(true)
                .start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(printed).isEqualToIgnoringNewLines("done");
        assertThat(process.waitFor()).isZero();
    }

    /** Runs in a separate process, because native code bypasses {@code System.err}. */
    static final class Uses {

        private Uses() {}

        public static void main(String[] files) throws IOException {
            try {
                VideoReader.open(Path.of(files[1])).close();
            } catch (UnreadableVideoException e) {
                Path damaged = Path.of(files[0]);
                Timeline timeline = Sources.timeline(damaged);
                FrameRange all = new FrameRange(0, timeline.frames() - 1);
                SummaryRenderer.render(damaged, timeline, List.of(all), Path.of(files[2]), true, done -> {});
                System.out.println("done");
            }
        }
    }
}
