package io.csta.dataset;

import io.csta.CancelledException;
import io.jhdf.HdfFile;
import io.jhdf.WritableHdfFile;
import io.jhdf.api.WritableGroup;
import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

/**
 * Writes the layout of the public video summarization benchmarks: groups {@code video_1}, {@code video_2}, … with
 * {@code features} (float32, {@code [n_steps, width]}), {@code picks} ({@code [n_steps]}), {@code n_frames},
 * {@code n_steps}, {@code change_points} (first and last frame of every shot, {@code [shots, 2]}) and
 * {@code n_frame_per_seg} ({@code [shots]}).
 */
public final class FeatureFileWriter {

    private FeatureFileWriter() {}

    /**
     * Writes a file, or replaces one. It appears whole or not at all: what is half written has another name in the same
     * folder, and is removed on failure.
     *
     * @param path the file; its folder exists
     * @param videos what to write, in the order of the groups, at least one
     * @throws DatasetException if the file cannot be written
     * @throws CancelledException if the thread is interrupted
     * @throws IllegalArgumentException if there is no video
     */
    public static void write(Path path, List<VideoFeatures> videos) {
        if (videos.isEmpty()) {
            throw new IllegalArgumentException(path + ": no videos to write, expected at least one");
        }
        CancelledException.throwIfInterrupted();
        Path partial = path.resolveSibling("." + path.getFileName() + "." + UUID.randomUUID() + ".part");
        try {
            try (WritableHdfFile file = HdfFile.write(partial)) {
                for (int i = 0; i < videos.size(); i++) {
                    put(file.putGroup("video_" + (i + 1)), videos.get(i));
                }
            }
            CancelledException.throwIfInterrupted();
            move(partial, path);
        } catch (CancelledException e) {
            throw e;
        } catch (RuntimeException | IOException e) {
            throw new DatasetException(
                    path + ": cannot be written; expected a folder that exists, may be written to and has space left",
                    e);
        } finally {
            remove(partial);
        }
    }

    private static void put(WritableGroup group, VideoFeatures video) {
        int[][] shots = video.shots();
        group.putDataset("features", video.features());
        group.putDataset("picks", video.picks());
        group.putDataset("n_frames", (long) video.frames());
        group.putDataset("n_steps", (long) video.picks().length);
        group.putDataset("change_points", shots);
        group.putDataset(
                "n_frame_per_seg",
                Arrays.stream(shots).mapToInt(shot -> shot[1] - shot[0] + 1).toArray());
    }

    private static void move(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static void remove(Path partial) {
        try {
            Files.deleteIfExists(partial);
        } catch (IOException e) {
            throw new DatasetException(partial + ": a half written file that cannot be removed; remove it by hand", e);
        }
    }
}
