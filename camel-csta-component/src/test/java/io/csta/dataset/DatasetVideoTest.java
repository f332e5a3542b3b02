package io.csta.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.csta.testing.Golden;
import io.jhdf.HdfFile;
import io.jhdf.WritableHdfFile;
import io.jhdf.api.WritableGroup;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DatasetVideoTest {

    private static final Map<String, Object> GOOD = Map.of(
            "features", new float[3][4],
            "picks", new int[] {0, 2, 4},
            "n_frames", 6L,
            "n_steps", 3L,
            "change_points", new int[][] {{0, 2}, {3, 5}},
            "gtscore", new float[] {0, 0.5f, 1},
            "gtsummary", new float[] {0, 1, 0},
            "user_summary", new float[][] {{1, 1, 1, 0, 0, 0}, {0, 0, 0, 1, 1, 1}},
            "frame_times", new double[] {0, 1, 2, 3, 4, 5},
            "video_name", "clip.mp4");

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void everything_anyStoredType_isTheSame(int number) throws URISyntaxException {
        Path file = Path.of(Objects.requireNonNull(getClass().getResource("/dataset/stored_videos.h5"))
                .toURI());
        try (Dataset dataset = Dataset.open(file)) {
            DatasetVideo video = dataset.video("video_" + number);
            assertThat(video.name()).isEqualTo("video_" + number);
            assertThat(video.samples()).isEqualTo(5);
            assertThat(video.frames()).isEqualTo(9);
            assertThat(video.features()[4]).containsExactly(4, 4.25f, 4.5f);
            assertThat(video.picks()).containsExactly(0, 2, 4, 6, 8);
            assertThat(video.changePoints()).isDeepEqualTo(new int[][] {{0, 2}, {3, 6}, {7, 8}});
            assertThat(video.gtScore()).containsExactly(0, 0.25f, 0.5f, 0.75f, 1);
            assertThat(video.gtSummary()).hasValue(bits(2, 4));
            assertThat(video.userSummary()).containsExactly(bits(0, 3), bits(7, 9));
            assertThat(video.videoName()).isEmpty();
            assertThat(video.frameTimes().orElseThrow()).hasSize(9).contains(0, 0.5, 4);
            assertThat(video.toFeatures().changePoints()).containsExactly(3, 7);
        }
    }

    @Test
    void everything_benchmarkFiles_fitTogether() {
        for (String name : List.of("mini_summe.h5", "mini_tvsum.h5")) {
            try (Dataset dataset = Dataset.open(Golden.path(name))) {
                assertThat(dataset.videos()).hasSizeGreaterThanOrEqualTo(3);
                for (String group : dataset.videos()) {
                    DatasetVideo video = dataset.video(group);
                    video.requireWidth(1024);
                    assertThat(video.features()).hasDimensions(video.samples(), 1024);
                    assertThat(video.gtScore()).hasSize(video.samples());
                    assertThat(video.gtSummary()).isPresent();
                    assertThat(video.picks()).hasSize(video.samples());
                    assertThat(video.userSummary()).hasSizeGreaterThan(3);
                    assertThat(video.videoName()).isPresent();
                    assertThat(video.frameTimes()).isEmpty();
                    assertThat(video.toFeatures().origin()).isEmpty();
                }
            }
        }
    }

    @Test
    void open_valuesThatCannotBe_areNotReadBeforeTheyAreAskedFor() {
        Path file = write(Map.of("gtscore", new float[] {0, Float.NaN, 1}, "picks", new int[9]));
        try (Dataset dataset = Dataset.open(file)) {
            assertThat(dataset.video("video_1").features()).hasDimensions(3, 4);
        }
    }

    @Test
    void gtScore_notAsItShouldBe_isRefused() {
        assertRefused(
                "gtscore", new float[4], DatasetVideo::gtScore, "has the shape [4]; expected [3], one score per row");
        assertRefused("gtscore", new float[3][1], DatasetVideo::gtScore, "has the shape [3, 1]; expected [3]");
        assertRefused(
                "gtscore",
                new double[] {1, Double.NaN, 1},
                DatasetVideo::gtScore,
                "contains NaN at index 1; expected finite values");
        assertRefused(
                "gtscore", new String[] {"a", "b", "c"}, DatasetVideo::gtScore, "contains text; expected numbers");
    }

    @Test
    void picks_notAsTheyShouldBe_areRefused() {
        assertRefused("picks", new int[2], DatasetVideo::picks, "has the shape [2]; expected [3], one frame per row");
        assertRefused(
                "picks",
                new int[] {0, 2, 2},
                DatasetVideo::picks,
                "contains 2 at index 2; expected strictly ascending frames");
        assertRefused("picks", new int[] {-1, 2, 3}, DatasetVideo::picks, "contains -1 at index 0");
        assertRefused("picks", new int[] {0, 2, 6}, DatasetVideo::picks, "contains 6 at index 2");
        assertRefused(
                "picks",
                new double[] {0, 1.5, 2},
                DatasetVideo::picks,
                "contains 1.5 at index 1; expected 32-bit integers");
        assertRefused("n_steps", 4L, DatasetVideo::picks, "is 4; expected 3, the number of rows of features");
    }

    @Test
    void changePoints_notAsTheyShouldBe_areRefused() {
        Function<DatasetVideo, Object> reading = DatasetVideo::changePoints;
        assertRefused("change_points", new int[] {3}, reading, "has the shape [1]; expected [shots, 2]");
        assertRefused("change_points", new int[2][3], reading, "has the shape [2, 3]; expected [shots, 2]");
        assertRefused(
                "change_points",
                new int[][] {{0, 3}, {3, 5}},
                reading,
                "contains the shot [3, 5], but the earliest possible next frame is 4");
        assertRefused("change_points", new int[][] {{0, 6}}, reading, "contains the shot [0, 6]");
        assertRefused("change_points", new int[][] {{2, 1}}, reading, "contains the shot [2, 1]");
    }

    @Test
    void userSummary_notAsItShouldBe_isRefused() {
        Function<DatasetVideo, Object> reading = DatasetVideo::userSummary;
        assertRefused("user_summary", new float[2][5], reading, "has the shape [2, 5]; expected [users, 6]");
        assertRefused("user_summary", new float[6], reading, "has the shape [6]; expected [users, n_frames]");
        assertRefused(
                "user_summary", new int[][] {{0, 0, 2, 0, 0, 0}}, reading, "contains 2 in column 2; expected 0 and 1");
        assertRefused("user_summary", new float[][] {{0, 0.5f, 0, 0, 0, 0}}, reading, "contains 0.5 at index 1");
    }

    @Test
    void numbers_thatAreNone_areRefused() {
        assertRefused("n_frames", 0L, DatasetVideo::frames, "is 0; expected at least 1");
        assertRefused(
                "n_frames",
                1L << 40,
                DatasetVideo::frames,
                "contains 1.099511627776E12 at index 0; expected 32-bit integers");
        assertRefused("n_frames", new int[] {1, 2}, DatasetVideo::frames, "has the shape [2]; expected one number");
        assertRefused("video_name", new int[] {1}, DatasetVideo::videoName, "contains int[]; expected text");
        assertRefused("frame_times", new double[5], DatasetVideo::frameTimes, "has the shape [5]; expected [6]");
        assertRefused(
                "frame_times",
                new double[] {0, 1, 1, 2, 3, 4},
                DatasetVideo::frameTimes,
                "contains 1.0 after 1.0 at index 2");
    }

    @Test
    void datasets_thatAreMissing_areNamedWithWhatTheyShouldHold() {
        Map<String, Function<DatasetVideo, Object>> reading = Map.of(
                "gtscore", DatasetVideo::gtScore,
                "picks", DatasetVideo::picks,
                "n_frames", DatasetVideo::frames,
                "change_points", DatasetVideo::changePoints,
                "user_summary", DatasetVideo::userSummary);
        reading.forEach((name, read) -> {
            Path file = write(group -> GOOD.forEach((other, data) -> {
                if (!other.equals(name)) {
                    group.putDataset(other, data);
                }
            }));
            assertRefused(file, read, "group video_1 has no dataset '%s'; expected ".formatted(name));
        });
    }

    @Test
    void requireWidth_another_isRefused() {
        Path file = write(Map.of());
        assertRefused(
                file,
                video -> {
                    video.requireWidth(1024);
                    return video;
                },
                "dataset 'features' of group video_1 has the shape [3, 4]; expected [n_steps, 1024]");
    }

    @Test
    void toFeatures_shotsThatLeaveFramesOut_areRefused() {
        Function<DatasetVideo, Object> reading = DatasetVideo::toFeatures;
        assertRefused("change_points", new int[][] {{0, 1}, {3, 5}}, reading, "does not cover frame 2");
        assertRefused("change_points", new int[][] {{0, 4}}, reading, "does not cover frame 5");
        assertRefused("change_points", new int[][] {{1, 5}}, reading, "does not cover frame 0");
    }

    private void assertRefused(String dataset, Object data, Function<DatasetVideo, Object> reading, String message) {
        assertRefused(
                write(Map.of(dataset, data)), reading, "dataset '%s' of group video_1 %s".formatted(dataset, message));
    }

    private static void assertRefused(Path path, Function<DatasetVideo, Object> reading, String message) {
        try (Dataset dataset = Dataset.open(path)) {
            DatasetVideo video = dataset.video("video_1");
            assertThatThrownBy(() -> reading.apply(video))
                    .isInstanceOf(DatasetException.class)
                    .hasMessageStartingWith(path + ": ")
                    .hasMessageContaining(message);
        }
    }

    /** A good video, but for what is replaced. */
    private Path write(Map<String, Object> replaced) {
        Map<String, Object> content = new HashMap<>(GOOD);
        content.putAll(replaced);
        return write(group -> content.forEach(group::putDataset));
    }

    private Path write(Consumer<WritableGroup> content) {
        Path path = folder.resolve(System.nanoTime() + ".h5");
        try (WritableHdfFile file = HdfFile.write(path)) {
            content.accept(file.putGroup("video_1"));
        }
        return path;
    }

    private static BitSet bits(int from, int to) {
        BitSet bits = new BitSet();
        bits.set(from, to);
        return bits;
    }
}
