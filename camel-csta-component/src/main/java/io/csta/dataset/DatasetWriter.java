package io.csta.dataset;

import io.csta.CancelledException;
import io.csta.OutputException;
import io.csta.OutputFile;
import io.jhdf.HdfFile;
import io.jhdf.WritableHdfFile;
import io.jhdf.api.WritableGroup;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Writes the layout of the public video summarization benchmarks: one group per video, with {@code features} (float32,
 * {@code [n_steps, width]}), {@code picks} ({@code [n_steps]}), {@code n_frames}, {@code n_steps}, {@code change_points}
 * (first and last frame of every shot, {@code [shots, 2]}) and {@code n_frame_per_seg} ({@code [shots]}).
 *
 * <p>If the origin of the features is known, {@code video_name}, {@code frame_times} (seconds, {@code [n_frames]}) and
 * {@code extractor} are added; for annotated videos, {@code gtscore} and {@code gtsummary} ({@code [n_steps]}) and {@code user_summary}
 * ({@code [users, n_frames]}).
 */
public final class DatasetWriter {

    private DatasetWriter() {}

    /**
     * Writes a file, which appears when it is complete; an existing one is replaced.
     *
     * @param path the file, in a folder that exists
     * @param videos the videos, in the order of the groups {@code video_1}, {@code video_2}, …, at least one
     * @throws OutputException if the file cannot be written
     * @throws CancelledException if the thread is interrupted
     * @throws IllegalArgumentException if there is no video
     */
    public static void write(Path path, List<VideoFeatures> videos) {
        write(path, videos.size(), file -> {
            for (int i = 0; i < videos.size(); i++) {
                put(file.putGroup("video_" + (i + 1)), videos.get(i));
            }
        });
    }

    /**
     * Writes a file of annotated videos in the same way.
     *
     * @param path the file, in a folder that exists
     * @param videos the videos by the names of their groups, at least one
     * @throws OutputException if the file cannot be written
     * @throws CancelledException if the thread is interrupted
     * @throws IllegalArgumentException if there is no video
     */
    public static void writeAnnotated(Path path, Map<String, AnnotatedVideo> videos) {
        write(path, videos.size(), file -> videos.forEach((name, video) -> put(file.putGroup(name), video)));
    }

    private static void write(Path path, int videos, Consumer<WritableHdfFile> content) {
        if (videos == 0) {
            throw new IllegalArgumentException(path + ": no videos to write, expected at least one");
        }
        CancelledException.throwIfInterrupted();
        OutputFile.write(path, part -> {
            try (WritableHdfFile file = HdfFile.write(part)) {
                content.accept(file);
            } catch (RuntimeException e) { // jhdf wraps failures of the disk in several ways
                throw e.getCause() instanceof IOException failure ? failure : new IOException(e);
            }
            CancelledException.throwIfInterrupted();
        });
    }

    private static void put(WritableGroup group, VideoFeatures video) {
        int[][] shots = video.shots();
        put(group, Field.FEATURES, video.features());
        put(group, Field.PICKS, video.picks());
        put(group, Field.FRAMES, (long) video.frames());
        put(group, Field.STEPS, (long) video.picks().length);
        put(group, Field.CHANGE_POINTS, shots);
        put(
                group,
                Field.FRAMES_PER_SHOT,
                Arrays.stream(shots).mapToInt(shot -> shot[1] - shot[0] + 1).toArray());
        video.origin().ifPresent(origin -> {
            put(group, Field.VIDEO_NAME, origin.fileName());
            put(group, Field.FRAME_TIMES, origin.frameTimes());
            origin.extractor().ifPresent(extractor -> put(group, Field.EXTRACTOR, extractor));
        });
    }

    private static void put(WritableGroup group, AnnotatedVideo video) {
        put(group, video.video());
        put(group, Field.GT_SCORE, video.gtScore());
        put(group, Field.GT_SUMMARY, zerosAndOnes(video.gtSummary(), video.gtScore().length));
        put(
                group,
                Field.USER_SUMMARY,
                video.userSummary().stream()
                        .map(user -> zerosAndOnes(user, video.video().frames()))
                        .toArray(float[][]::new));
    }

    private static void put(WritableGroup group, Field field, Object data) {
        group.putDataset(field.dataset(), data);
    }

    /** The benchmarks store bits as float32. */
    private static float[] zerosAndOnes(BitSet bits, int length) {
        float[] values = new float[length];
        bits.stream().forEach(i -> values[i] = 1);
        return values;
    }
}
