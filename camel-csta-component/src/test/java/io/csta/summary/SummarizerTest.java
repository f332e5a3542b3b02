package io.csta.summary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.csta.CancelledException;
import io.csta.CstaException;
import io.csta.model.SummaryModel;
import io.csta.selection.SelectionMethod;
import io.csta.testing.TestModels;
import io.csta.testing.TestSound;
import io.csta.testing.TestVideos;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SummarizerTest {

    private static final int FRAMES = 120;
    private static final SummaryOptions PUBLISHED =
            SummaryOptions.DEFAULTS.withVisibility(false).withSelection(SelectionMethod.PUBLISHED);

    @TempDir
    static Path shared;

    @TempDir
    Path folder;

    private final SummaryModel model = TestModels.starter();
    private static Path fiveScenes;

    @BeforeAll
    static void prepare() {
        fiveScenes = TestVideos.ofScenes(28, 20, 16, 30, 26)
                .fps("10")
                .sound(TestSound.rumble(48_000, 12))
                .write(shared.resolve("five-scenes.mp4"));
    }

    @Test
    void summarize_numberedFrames_playsExactlyWhatTheReportSays() {
        Summary summary = summarize(fiveScenes, SummaryOptions.DEFAULTS.withBudget(new Budget.Ratio(0.3)));
        List<Integer> expected = summary.segments().stream()
                .flatMap(segment ->
                        IntStream.rangeClosed(segment.first(), segment.last()).boxed())
                .toList();
        assertThat(TestVideos.readNumbers(summary.summary().file())).isEqualTo(expected);
        assertThat(summary.summary().frames()).isEqualTo(expected.size()).isLessThanOrEqualTo(36);
        assertThat(summary.summary().duration()).isCloseTo(expected.size() / 10.0, within(1e-6));
        assertThat(summary.video().frames()).isEqualTo(FRAMES);
        assertThat(summary.video().fps()).isEqualTo(10);
    }

    @Test
    void preview_ofASummary_isTheSameWithoutItsFile() throws IOException {
        for (SummaryOptions options : List.of(SummaryOptions.DEFAULTS, PUBLISHED.withBudget(new Budget.Ratio(0.5)))) {
            Path output = folder.resolve("x.mp4");
            SummaryOptions toFile = options.withOutput(output).withOverwrite(true);
            Summary previewed = new Summarizer(model).preview(fiveScenes, toFile, ProgressListener.NONE);
            assertThat(output).doesNotExist();
            Summary summary = new Summarizer(model).summarize(fiveScenes, toFile, ProgressListener.NONE);
            assertThat(previewed)
                    .usingRecursiveComparison()
                    .ignoringFields("timings")
                    .isEqualTo(summary);
            Files.delete(output);
        }
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void analyze_hardCuts_findsEveryShotOnItsFrame_fastAndFull() {
        assertCutsFound(70, 51, 39);
    }

    @Test
    @Tag("slow")
    void analyze_manyHardCuts_findsEveryShotOnItsFrame_fastAndFull() {
        assertCutsFound(70, 51, 39, 75, 65);
    }

    private void assertCutsFound(Integer... scenes) {
        Path video = TestVideos.ofScenes(scenes).fps("25").write(folder.resolve("scenes.mp4"));
        List<Integer> cuts = new ArrayList<>(List.of(scenes[0]));
        for (int i = 1; i < scenes.length - 1; i++) {
            cuts.add(cuts.get(i - 1) + scenes[i]);
        }
        for (SegmentationMode mode : SegmentationMode.values()) {
            VideoAnalysis analysis = new Summarizer(model)
                    .analyze(video, SummaryOptions.DEFAULTS.withSegmentation(mode), ProgressListener.NONE);
            assertThat(analysis.shots().stream().skip(1).map(shot -> shot.first()))
                    .as("%s", mode)
                    .containsExactly(cuts.toArray(Integer[]::new));
        }
    }

    @Test
    void summarize_shots_coverTheVideoAndSelectedOnesArePlayedWhole() {
        Summary summary = summarize(fiveScenes, PUBLISHED.withBudget(new Budget.Ratio(0.5)));
        int next = 0;
        for (Summary.ScoredShot shot : summary.shots()) {
            assertThat(shot.first()).isEqualTo(next);
            next = shot.last() + 1;
        }
        assertThat(next).isEqualTo(FRAMES);
        int played = summary.segments().stream()
                .mapToInt(segment -> segment.last() - segment.first() + 1)
                .sum();
        int selected = summary.shots().stream()
                .filter(Summary.ScoredShot::selected)
                .mapToInt(shot -> shot.last() - shot.first() + 1)
                .sum();
        assertThat(selected).isEqualTo(played).isPositive();
    }

    @Test
    void summarize_noShotFits_playsTheBestWindowOfTheBudgetsLength() {
        Summary summary = summarize(fiveScenes, PUBLISHED.withBudget(new Budget.Ratio(0.12)));
        assertThat(summary.shots()).noneMatch(Summary.ScoredShot::selected);
        assertThat(summary.segments()).hasSize(1);
        assertThat(summary.summary().frames()).isEqualTo(14);
    }

    @Test
    void summarize_asPublished_saysWhyEachShotIsSelectedOrNot() {
        Summary summary = summarize(fiveScenes, PUBLISHED.withBudget(new Budget.Ratio(0.3)));
        assertThat(summary.options())
                .returns("off", Summary.Options::visibility)
                .returns("published", Summary.Options::selection);
        assertThat(summary.shots())
                .allSatisfy(shot -> {
                    assertThat(shot.visibility()).isEmpty();
                    assertThat(shot.reason()).startsWith(shot.selected() ? "selected: score" : "not selected: ");
                })
                .anyMatch(Summary.ScoredShot::selected);
    }

    @Test
    void summarize_asPublished_noShotFits_saysThatTheWindowIsAPart() {
        Summary summary = summarize(fiveScenes, PUBLISHED.withBudget(new Budget.Ratio(0.12)));
        assertThat(summary.shots())
                .extracting(Summary.ScoredShot::reason)
                .contains("partly selected: in the best 1.4 s of the video, because no shot fits the budget")
                .contains("not selected: longer than the budget");
    }

    @Test
    void summarize_aBudgetBelowASecond_givesASecond() {
        assertThat(summarize(fiveScenes, SummaryOptions.DEFAULTS.withBudget(new Budget.Ratio(0.001)))
                        .summary()
                        .duration())
                .isEqualTo(1.0);
    }

    @Test
    void summarize_wholeVideoAllowed_playsAllOfIt() {
        assertThat(summarize(fiveScenes, SummaryOptions.DEFAULTS.withBudget(new Budget.Ratio(1)))
                        .summary()
                        .frames())
                .isEqualTo(FRAMES);
        assertThat(summarize(
                                fiveScenes,
                                SummaryOptions.DEFAULTS
                                        .withBudget(new Budget.Length(3600))
                                        .withOutput(folder.resolve("hour.mp4")))
                        .summary()
                        .frames())
                .isEqualTo(FRAMES);
    }

    @Test
    void summarize_aLength_isNeverExceeded_evenWhereFramesLastDifferently() {
        Path video = TestVideos.ofScenes(40, 50, 30, 45).variableFrameRate().write(folder.resolve("variable.mkv"));
        for (double seconds : new double[] {2, 3.3, 5}) {
            Summary summary = summarize(
                    video,
                    SummaryOptions.DEFAULTS
                            .withBudget(new Budget.Length(seconds))
                            .withOutput(folder.resolve(seconds + ".mp4")));
            assertThat(summary.summary().duration()).isLessThanOrEqualTo(seconds + 1e-6);
            assertThat(TestVideos.readNumbers(summary.summary().file()))
                    .hasSize(summary.summary().frames());
        }
    }

    @Test
    void summarize_fastAndSlowStretches_keepsTheTimeInBothDirections() {
        // A hundred frames per second at both ends, one per second in between: the average matches neither.
        Path video = TestVideos.ofScenes(200, 30, 200)
                .presentedAt("if(lt(N\\,200)\\,N*10\\,if(lt(N\\,230)\\,2000+(N-200)*1000\\,32000+(N-230)*10))")
                .write(folder.resolve("uneven.mkv"));
        for (double seconds : new double[] {1.5, 3}) {
            Summary summary = summarize(
                    video,
                    SummaryOptions.DEFAULTS
                            .withBudget(new Budget.Length(seconds))
                            .withOutput(folder.resolve("uneven-" + seconds + ".mp4")));
            assertThat(summary.summary().duration()).isBetween(1 - 1e-6, seconds + 1e-6);
        }
        assertThat(summarize(video, SummaryOptions.DEFAULTS.withBudget(new Budget.Ratio(0.05)))
                        .summary()
                        .duration())
                .isGreaterThanOrEqualTo(1 - 1e-6);
    }

    @Test
    void summarize_oneFrame_givesThatFrame() {
        Path video = TestVideos.ofFrames(1).write(folder.resolve("one.mp4"));
        Summary summary = summarize(video, SummaryOptions.DEFAULTS);
        assertThat(summary.summary().frames()).isEqualTo(1);
        assertThat(TestVideos.readNumbers(summary.summary().file())).containsExactly(0);
    }

    @Test
    void summarize_twice_givesTheSame() throws IOException {
        Summary first = summarize(fiveScenes, SummaryOptions.DEFAULTS.withOutput(folder.resolve("1.mp4")));
        Summary second = summarize(fiveScenes, SummaryOptions.DEFAULTS.withOutput(folder.resolve("2.mp4")));
        assertThat(second.samples()).isEqualTo(first.samples());
        assertThat(second.shots()).isEqualTo(first.shots());
        assertThat(folder.resolve("2.mp4")).hasSameBinaryContentAs(folder.resolve("1.mp4"));
    }

    @Test
    void summarize_progress_neverFallsAndEndsAtOne() {
        List<Progress> heard = new ArrayList<>();
        new Summarizer(model)
                .summarize(fiveScenes, SummaryOptions.DEFAULTS.withOutput(folder.resolve("p.mp4")), heard::add);
        assertThat(heard)
                .extracting(Progress::fraction)
                .isSorted()
                .startsWith(0.0)
                .endsWith(1.0);
        assertThat(heard).extracting(Progress::stage).contains(Stage.values());
        assertThat(heard).anyMatch(progress -> progress.secondsLeft().isPresent());
    }

    @Test
    void summarize_interruptedAtAnyStage_throwsAndLeavesNothing() throws IOException {
        for (Stage stage : Stage.values()) {
            Path output = folder.resolve(stage + ".mp4");
            assertThatThrownBy(() -> new Summarizer(model)
                            .summarize(fiveScenes, SummaryOptions.DEFAULTS.withOutput(output), progress -> {
                                if (progress.stage() == stage && progress.fraction() < 1) {
                                    Thread.currentThread().interrupt();
                                }
                            }))
                    .as("%s", stage)
                    .isInstanceOf(CancelledException.class);
            assertThat(Thread.interrupted()).isTrue();
        }
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void summarize_outputThatExists_isRefusedBeforeAnyWork() throws IOException {
        Path output = Files.writeString(folder.resolve("there.mp4"), "precious");
        assertThatThrownBy(() -> summarize(fiveScenes, SummaryOptions.DEFAULTS.withOutput(output)))
                .isInstanceOf(CstaException.class)
                .hasMessageContaining("there.mp4 already exists");
        assertThat(output).hasContent("precious");
    }

    @Test
    void summarize_toItsOwnInputThroughALink_isRefused() throws IOException {
        Path video = Files.copy(fiveScenes, folder.resolve("original.mp4"));
        Path link = Files.createSymbolicLink(folder.resolve("link.mp4"), video);
        assertThatThrownBy(() -> summarize(
                        link, SummaryOptions.DEFAULTS.withOutput(video).withOverwrite(true)))
                .isInstanceOf(CstaException.class)
                .hasMessageContaining("its own summary");
        assertThat(video).hasSameBinaryContentAs(fiveScenes);
    }

    @Test
    void summarize_toItsOwnInput_isRefused() {
        assertThatThrownBy(() -> summarize(
                        fiveScenes,
                        SummaryOptions.DEFAULTS.withOutput(fiveScenes).withOverwrite(true)))
                .isInstanceOf(CstaException.class)
                .hasMessageContaining("its own summary");
    }

    private Summary summarize(Path video, SummaryOptions options) {
        SummaryOptions inFolder = options.output().isPresent()
                ? options
                : options.withOutput(folder.resolve("summary.mp4")).withOverwrite(true);
        return new Summarizer(model).summarize(video, inFolder, ProgressListener.NONE);
    }
}
