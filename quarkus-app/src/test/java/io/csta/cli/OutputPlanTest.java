package io.csta.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.csta.CstaException;
import io.csta.export.SummaryFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutputPlanTest {

    @TempDir
    Path folder;

    private final List<CstaException> failures = new ArrayList<>();

    private List<OutputPlan> plan(List<Path> inputs, Optional<String> output) {
        return OutputPlan.of(inputs, output, failures::add);
    }

    @Test
    void of_aVideo_goesBesideIt() {
        assertThat(plan(List.of(Path.of("a/b.c.mov")), Optional.empty()))
                .containsExactly(new OutputPlan(
                        Path.of("a/b.c.mov"),
                        new SummaryFiles(Path.of("a/b.c.summary.mp4"), Path.of("a/b.c.summary.json"))));
        assertThat(plan(List.of(Path.of("bare")), Optional.empty()))
                .containsExactly(new OutputPlan(
                        Path.of("bare"), new SummaryFiles(Path.of("bare.summary.mp4"), Path.of("bare.summary.json"))));
    }

    @Test
    void of_aFileAsOutput_namesTheJsonAfterIt() {
        assertThat(plan(List.of(Path.of("a.mkv")), Optional.of("out/X.MP4")))
                .containsExactly(new OutputPlan(
                        Path.of("a.mkv"), new SummaryFiles(Path.of("out/X.MP4"), Path.of("out/X.json"))));
    }

    @Test
    void of_aFolderAsOutput_isOneThatExistsOrEndsInASlash() {
        OutputPlan planned = new OutputPlan(
                Path.of("a.mkv"), new SummaryFiles(folder.resolve("a.summary.mp4"), folder.resolve("a.summary.json")));
        assertThat(plan(List.of(Path.of("a.mkv")), Optional.of(folder.toString())))
                .containsExactly(planned);
        assertThat(plan(List.of(Path.of("a.mkv")), Optional.of("new/")).get(0).summary())
                .isEqualTo(Path.of("new/a.summary.mp4"));
    }

    @Test
    void of_aFolderAsInput_meansItsVideosButNoSummaries() throws IOException {
        for (String name : List.of("b.mp4", "a.MOV", "a.summary.mp4", "notes.txt", ".hidden.mp4", "c.json")) {
            Files.createFile(folder.resolve(name));
        }
        assertThat(plan(List.of(folder), Optional.empty()))
                .extracting(plan -> plan.video().getFileName().toString())
                .containsExactly("a.MOV", "b.mp4");
    }

    @Test
    void of_theSameVideoTwice_isDoneOnce() {
        assertThat(plan(List.of(Path.of("a.mp4"), Path.of("./a.mp4")), Optional.empty()))
                .hasSize(1);
    }

    @Test
    void of_wordsThatDoNotFit_saysWhatToWrite() {
        List<Path> two = List.of(Path.of("a.mp4"), Path.of("b.mp4"));
        assertThatThrownBy(() -> plan(two, Optional.of("x.mp4"))).hasMessageContaining("several videos");
        assertThatThrownBy(() -> plan(List.of(Path.of("a.mp4")), Optional.of("x.mkv")))
                .hasMessageContaining(".mp4");
        assertThatThrownBy(() -> plan(List.of(Path.of("x/a.mp4"), Path.of("y/a.mp4")), Optional.of("out/")))
                .hasMessageContaining("x/a.mp4 and y/a.mp4");
        assertThatThrownBy(() -> plan(List.of(Path.of("a.mp4"), Path.of("a.mov")), Optional.empty()))
                .hasMessageContaining("a.summary.mp4");
    }

    @Test
    void of_aFolderWithoutVideos_doesNotStopTheOthers() {
        assertThat(plan(List.of(folder, Path.of("a.mp4")), Optional.empty())).hasSize(1);
        assertThat(failures).singleElement().satisfies(e -> assertThat(e).hasMessageContaining("no videos"));
    }

    @Test
    void of_aSummaryThatWouldReplaceAnInput_isRefused() {
        assertThatThrownBy(() -> plan(List.of(Path.of("a.mp4"), Path.of("a.summary.mp4")), Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("a.summary.mp4 would be replaced");
    }
}
