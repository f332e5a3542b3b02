package io.csta.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.csta.CancelledException;
import io.jhdf.HdfFile;
import io.jhdf.WritableHdfFile;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatasetTest {

    private final Path folder;

    DatasetTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void features_benchmarkFile_areThoseOfEveryVideo() {
        try (Dataset file = Dataset.open(resource("/golden/mini_tvsum.h5"))) {
            assertThat(file.videos()).startsWith("video_1", "video_2", "video_3");
            assertThat(file.video("video_1").features()).hasDimensions(36, 1024);
            assertThat(file.video("video_2").features()).hasDimensions(54, 1024);
        }
    }

    @Test
    void features_everyStoredType_areTheSame() {
        try (Dataset file = Dataset.open(resource("/dataset/stored_types.h5"))) {
            assertThat(file.videos())
                    .containsExactly("video_1", "video_2", "video_3", "video_4", "video_5", "video_10");
            for (String video : file.videos()) {
                float[][] features = file.video(video).features();
                assertThat(features).as(video).hasDimensions(5, 3);
                for (int i = 0; i < 5; i++) {
                    assertThat(features[i]).as(video).containsExactly(i, i + 0.25f, i + 0.5f);
                }
            }
        }
    }

    @Test
    void features_unknownVideo_areRefused() {
        try (Dataset file = Dataset.open(resource("/dataset/stored_types.h5"))) {
            assertThatThrownBy(() -> file.video("video_6").features())
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("no group video_6");
        }
    }

    @Test
    void read_noSuchFile_isRefused() {
        assertRefused(folder.resolve("absent.h5"), "absent.h5: no such file; expected an HDF5 file");
        assertRefused(folder, "no such file");
    }

    @Test
    void read_notHdf5_isRefused() throws IOException {
        Path path = folder.resolve("features.h5");
        Files.writeString(path, "{\"video_1\": []}");
        assertRefused(path, "features.h5: not a readable HDF5 file; expected an HDF5 file with one group per video");
        Files.write(path, new byte[0]);
        assertRefused(path, "features.h5: not a readable HDF5 file");
    }

    @Test
    void read_whenInterrupted_isNotTakenForDamage() {
        Thread.currentThread().interrupt();
        try {
            assertThatThrownBy(() -> Dataset.open(resource("/golden/mini_tvsum.h5")))
                    .isInstanceOf(CancelledException.class);
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    @Test
    void read_everyTruncation_isRefusedOrReadsTheSame() throws IOException {
        byte[] whole = Files.readAllBytes(resource("/dataset/stored_types.h5"));
        Path path = folder.resolve("short.h5");
        for (int length = 0; length < whole.length; length += 97) {
            Files.write(path, Arrays.copyOf(whole, length));
            try (Dataset file = Dataset.open(path)) {
                file.videos().forEach(video -> file.video(video).features());
            } catch (DatasetException e) {
                assertThat(e).hasMessageContaining("short.h5");
            }
        }
    }

    @Test
    void read_noGroups_isRefused() {
        assertRefused(write(file -> file.putDataset("features", new float[2][3])), "has no groups");
    }

    @Test
    void read_groupWithoutFeatures_isRefused() {
        assertRefused(
                write(file -> {
                    file.putGroup("video_1").putDataset("features", new float[2][3]);
                    file.putGroup("video_2").putDataset("feature", new float[2][3]);
                }),
                "group video_2 has no dataset 'features'");
        assertRefused(
                write(file -> file.putGroup("video_1").putGroup("features").putDataset("x", new float[2][3])),
                "group video_1 has no dataset 'features'");
    }

    @Test
    void read_otherShapeOrType_isRefused() {
        assertRefused(write("features", new float[7]), "'features' of group video_1 has the shape [7]");
        assertRefused(write("features", new float[7][2][2]), "has the shape [7, 2, 2]");
        assertRefused(
                write("features", new int[7][2]), "has the shape [7, 2] and the type int; expected [rows, width]");
    }

    @Test
    void features_notFinite_areRefused() {
        float[][] features = new float[3][4];
        for (float bad : new float[] {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY}) {
            features[2][1] = bad;
            try (Dataset file = Dataset.open(write("features", features))) {
                assertThatThrownBy(() -> file.video("video_1").features())
                        .isInstanceOf(DatasetException.class)
                        .hasMessageContaining("'features' of group video_1 contains " + bad + " in row 2, column 1");
            }
        }
    }

    @Test
    void features_tooLargeForFloat_areRefused() {
        try (Dataset file = Dataset.open(write("features", new double[][] {{1, 1e300}}))) {
            assertThatThrownBy(() -> file.video("video_1").features())
                    .isInstanceOf(DatasetException.class)
                    .hasMessageContaining("expected finite values that fit into 32 bits");
        }
    }

    private Path write(String dataset, Object data) {
        return write(file -> file.putGroup("video_1").putDataset(dataset, data));
    }

    private Path write(Consumer<WritableHdfFile> content) {
        Path path = folder.resolve(System.nanoTime() + ".h5");
        try (WritableHdfFile file = HdfFile.write(path)) {
            content.accept(file);
        }
        return path;
    }

    private static void assertRefused(Path path, String message) {
        assertThatThrownBy(() -> Dataset.open(path).close())
                .isInstanceOf(DatasetException.class)
                .hasMessageStartingWith(path.toString())
                .hasMessageContaining(message);
    }

    private static Path resource(String name) {
        try {
            return Path.of(Objects.requireNonNull(DatasetTest.class.getResource(name), name)
                    .toURI());
        } catch (URISyntaxException e) {
            throw new AssertionError(e);
        }
    }
}
