package io.csta.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutputPlanTest {

    @TempDir
    Path folder;

    @Test
    void of_aVideo_isBesideIt() {
        Path video = folder.resolve("a.b.mkv");
        assertThat(OutputPlan.of(List.of(video), Optional.empty()))
                .containsExactly(
                        new OutputPlan(video, folder.resolve("a.b.summary.mp4"), folder.resolve("a.b.summary.json")));
    }

    @Test
    void of_aFile_takesItsJsonBesideIt() {
        Path video = folder.resolve("a.mkv");
        assertThat(OutputPlan.of(
                        List.of(video), Optional.of(folder.resolve("x.mp4").toString())))
                .containsExactly(new OutputPlan(video, folder.resolve("x.mp4"), folder.resolve("x.json")));
    }

    @Test
    void of_aFolder_isItsVideosInOrderWithoutSummariesAndHiddenFiles() throws IOException {
        for (String name : List.of("b.MP4", "a.mov", "a.summary.mp4", ".hidden.mp4", "notes.txt", "mp4")) {
            Files.createFile(folder.resolve(name));
        }
        Files.createDirectory(folder.resolve("folder.mp4"));
        assertThat(OutputPlan.of(List.of(folder), Optional.of("out/")))
                .extracting(OutputPlan::video, OutputPlan::summary)
                .containsExactly(
                        tuple(folder.resolve("a.mov"), Path.of("out/a.summary.mp4")),
                        tuple(folder.resolve("b.MP4"), Path.of("out/b.summary.mp4")));
    }

    @Test
    void of_theSameVideoTwice_isDoneOnce() {
        Path video = folder.resolve("a.mp4");
        assertThat(OutputPlan.of(List.of(video, folder.resolve("./a.mp4")), Optional.empty()))
                .hasSize(1);
    }

    @Test
    void of_videosThatWouldMeetInOneSummary_areRefused() {
        List<Path> videos = List.of(folder.resolve("a.mp4"), folder.resolve("a.mkv"));
        assertThatThrownBy(() -> OutputPlan.of(videos, Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("a.mp4")
                .hasMessageContaining("a.mkv");
    }

    @Test
    void of_wordsThatDoNotFitTogether_areRefused() {
        List<Path> one = List.of(folder.resolve("a.mp4"));
        List<Path> two = List.of(folder.resolve("a.mp4"), folder.resolve("b.mp4"));
        assertThatThrownBy(() -> OutputPlan.of(one, Optional.of("x.mkv"))).hasMessageContaining("ends in .mp4");
        assertThatThrownBy(() -> OutputPlan.of(two, Optional.of("x.mp4"))).hasMessageContaining("several videos");
        assertThatThrownBy(() -> OutputPlan.of(List.of(folder), Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no videos");
    }
}
