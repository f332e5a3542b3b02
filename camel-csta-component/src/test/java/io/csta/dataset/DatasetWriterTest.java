package io.csta.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.csta.CancelledException;
import io.csta.OutputException;
import io.csta.testing.Formula;
import io.jhdf.HdfFile;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatasetWriterTest {

    private static final float[][] FEATURES = Formula.uniformRows("writer", 4, 1024, 0, 1);
    private static final VideoFeatures VIDEO =
            new VideoFeatures(FEATURES, new int[] {0, 15, 30, 45}, 50, new int[] {7, 32});

    private final Path folder;

    DatasetWriterTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void write_oneVideo_holdsTheBenchmarkLayout() {
        Path path = folder.resolve("out.h5");
        DatasetWriter.write(path, List.of(VIDEO));
        try (HdfFile file = new HdfFile(path)) {
            assertThat(data(file, "features")).isEqualTo(FEATURES);
            assertThat(data(file, "picks")).isEqualTo(new int[] {0, 15, 30, 45});
            assertThat(((Number) data(file, "n_frames")).intValue()).isEqualTo(50);
            assertThat(((Number) data(file, "n_steps")).intValue()).isEqualTo(4);
            assertThat(data(file, "change_points")).isEqualTo(new int[][] {{0, 6}, {7, 31}, {32, 49}});
            assertThat(data(file, "n_frame_per_seg")).isEqualTo(new int[] {7, 25, 18});
        }
    }

    @Test
    void write_anyVideo_hasShapesAndTypesOfTheBenchmarks() throws URISyntaxException {
        Path path = folder.resolve("out.h5");
        DatasetWriter.write(path, List.of(VIDEO));
        Path benchmark = Path.of(Objects.requireNonNull(getClass().getResource("/golden/mini_tvsum.h5"))
                .toURI());
        try (HdfFile ours = new HdfFile(path);
                HdfFile theirs = new HdfFile(benchmark)) {
            for (String name :
                    List.of("features", "picks", "n_frames", "n_steps", "change_points", "n_frame_per_seg")) {
                io.jhdf.api.Dataset our = ours.getDatasetByPath("/video_1/" + name);
                io.jhdf.api.Dataset their = theirs.getDatasetByPath("/video_1/" + name);
                assertThat(our.getDimensions()).as(name).hasSameSizeAs(their.getDimensions());
                assertThat(our.getData()).as(name).isInstanceOf(their.getData().getClass());
                assertThat(our.getDataType().getSize())
                        .as(name)
                        .isEqualTo(their.getDataType().getSize());
            }
        }
    }

    @Test
    void write_manyVideos_areReadBackInOrder() {
        Path path = folder.resolve("many.h5");
        List<VideoFeatures> videos = IntStream.range(0, 60)
                .mapToObj(i -> new VideoFeatures(
                        Formula.uniformRows("video" + i, 1 + i % 3, 5, -1, 1),
                        IntStream.range(0, 1 + i % 3).toArray(),
                        3,
                        new int[0]))
                .toList();
        DatasetWriter.write(path, videos);
        try (Dataset file = Dataset.open(path)) {
            assertThat(file.videos())
                    .containsExactlyElementsOf(IntStream.rangeClosed(1, 60)
                            .mapToObj(i -> "video_" + i)
                            .toList());
            for (int i = 0; i < videos.size(); i++) {
                assertThat(file.video("video_" + (i + 1)).features())
                        .isDeepEqualTo(videos.get(i).features());
            }
        }
    }

    @Test
    void write_existingFile_isReplacedAndLeavesNothingElse() throws IOException {
        Path path = folder.resolve("out.h5");
        Files.write(path, new byte[1_000_000]);
        DatasetWriter.write(path, List.of(VIDEO));
        try (Dataset file = Dataset.open(path);
                var files = Files.list(folder)) {
            assertThat(file.videos()).containsExactly("video_1");
            assertThat(files).containsExactly(path);
        }
    }

    @Test
    void write_folderIsMissing_isRefused() {
        Path path = folder.resolve("absent").resolve("out.h5");
        assertThatThrownBy(() -> DatasetWriter.write(path, List.of(VIDEO)))
                .isInstanceOf(OutputException.class)
                .hasMessageStartingWith(path + " cannot be written: no such folder");
    }

    @Test
    void write_targetIsAFolder_leavesNothingBehind() throws IOException {
        Path path = folder.resolve("out.h5");
        Files.createDirectories(path.resolve("inside"));
        assertThatThrownBy(() -> DatasetWriter.write(path, List.of(VIDEO))).isInstanceOf(OutputException.class);
        try (var files = Files.list(folder)) {
            assertThat(files).containsExactly(path);
        }
    }

    @Test
    void write_interruptedThread_isCancelledAndLeavesNothing() throws IOException {
        Thread.currentThread().interrupt();
        try {
            assertThatThrownBy(() -> DatasetWriter.write(folder.resolve("out.h5"), List.of(VIDEO)))
                    .isInstanceOf(CancelledException.class);
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void write_noVideos_isRefused() {
        assertThatThrownBy(() -> DatasetWriter.write(folder.resolve("out.h5"), Collections.emptyList()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no videos to write");
    }

    @Test
    void videoFeatures_partsThatDoNotFit_areRefused() {
        int[] none = {};
        assertRefused(() -> new VideoFeatures(new float[0][], none, 5, none), "0 rows of features");
        assertRefused(
                () -> new VideoFeatures(new float[2][3], new int[1], 5, none), "2 rows of features for 1 sampled");
        assertRefused(
                () -> new VideoFeatures(new float[][] {{1}, {1, 2}}, new int[] {0, 1}, 5, none), "rows of 1 and of 2");
        assertRefused(() -> new VideoFeatures(new float[2][3], new int[] {1, 1}, 5, none), "sampled frames");
        assertRefused(() -> new VideoFeatures(new float[2][3], new int[] {0, 5}, 5, none), "sampled frames");
        assertRefused(() -> new VideoFeatures(new float[1][3], new int[1], 5, new int[] {0}), "change points");
        assertRefused(() -> new VideoFeatures(new float[1][3], new int[1], 5, new int[] {5}), "change points");
    }

    private static void assertRefused(ThrowingCallable call, String message) {
        assertThatThrownBy(call).isInstanceOf(IllegalArgumentException.class).hasMessageContaining(message);
    }

    private static Object data(HdfFile file, String name) {
        return file.getDatasetByPath("/video_1/" + name).getData();
    }
}
