package io.csta.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.csta.testing.TestVideos;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class Mp4BoxesTest {

    @TempDir
    Path folder;

    private Path file(String name, byte[] content) throws IOException {
        return Files.write(folder.resolve(name), content);
    }

    @Test
    void beginning_ofAnyLength_isIncomplete() throws IOException {
        byte[] whole = Files.readAllBytes(TestVideos.ofScenes(10, 10).write(folder.resolve("whole.mp4")));
        assertThat(Mp4Boxes.missing(folder.resolve("whole.mp4"))).isEmpty();
        for (int length : new int[] {0, 8, 20, 60, whole.length / 2, whole.length - 1}) {
            assertThat(Mp4Boxes.missing(file("part.mp4", Arrays.copyOf(whole, length))))
                    .as("%d of %d bytes", length, whole.length)
                    .isPresent();
        }
    }

    @Test
    void beginning_withoutIndex_cannotBeOpened() throws IOException {
        byte[] whole = Files.readAllBytes(TestVideos.ofScenes(10, 10).write(folder.resolve("whole.mp4")));
        Path part = file("part.mp4", Arrays.copyOf(whole, 60));
        assertThatThrownBy(() -> VideoReader.open(part))
                .isInstanceOf(IncompleteVideoException.class)
                .hasMessageContaining("part.mp4", "index");
        assertThatThrownBy(() -> VideoReader.open(file("empty.mp4", new byte[0])))
                .isInstanceOf(IncompleteVideoException.class);
    }

    @Test
    void otherFormats_andFilesWithSomethingAppended_areNotIncomplete() throws IOException {
        assertThat(Mp4Boxes.missing(TestVideos.ofScenes(10, 10).write(folder.resolve("a.mkv"))))
                .isEmpty();
        assertThat(Mp4Boxes.missing(file("text.mp4", "not a video".getBytes(StandardCharsets.US_ASCII))))
                .isEmpty();
        assertThat(Mp4Boxes.missing(folder.resolve("none.mp4"))).isEmpty();
        Path appended = TestVideos.ofScenes(10, 10).write(folder.resolve("appended.mp4"));
        Files.write(appended, new byte[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 10}, StandardOpenOption.APPEND);
        assertThat(Mp4Boxes.missing(appended)).isEmpty();
    }
}
