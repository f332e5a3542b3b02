package io.csta.dataset;

import io.csta.CancelledException;
import io.csta.OutputFile;
import io.jhdf.HdfFile;
import io.jhdf.api.Group;
import io.jhdf.api.Node;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * An HDF5 file with one group per video, in the layout of the public benchmarks ({@code eccv16_dataset_*_google_pool5.h5}).
 *
 * <p>Every group has a dataset {@code features}; which other datasets are needed depends on the methods
 * of {@link DatasetVideo} that are called. Opening reads names and shapes; values are read when they are requested. Links
 * are not followed. The file stays open until this is closed. Not thread-safe.
 */
public final class Dataset implements AutoCloseable {

    private static final byte[] SIGNATURE = {(byte) 0x89, 'H', 'D', 'F', '\r', '\n', 0x1a, '\n'};
    private static final String LAYOUT =
            "expected an HDF5 file with one group per video, each with a dataset 'features' of [rows, width]";

    private final Path path;
    private final HdfFile file;
    private final Map<String, DatasetVideo> videos;

    private Dataset(Path path, HdfFile file) {
        this.path = path;
        this.file = file;
        this.videos = videos(path, file);
    }

    /**
     * Whether a file has the signature of HDF5; {@code false} if it does not exist.
     *
     * @throws DatasetException if it cannot be read
     */
    public static boolean isHdf5(Path file) {
        if (!Files.isRegularFile(file)) {
            return false;
        }
        try (InputStream in = Files.newInputStream(file)) {
            return Arrays.equals(in.readNBytes(SIGNATURE.length), SIGNATURE);
        } catch (IOException e) {
            throw new DatasetException("cannot read %s: %s".formatted(file, OutputFile.reason(e)), e);
        }
    }

    /**
     * Opens a file and checks the features' shapes and types.
     *
     * @throws DatasetException if there is no such file, if it is not HDF5, if it has no group, or if a group has no
     *     {@code features} of two dimensions, at least one row and a floating point type
     * @throws CancelledException if the thread is interrupted
     */
    public static Dataset open(Path path) {
        if (!Files.isRegularFile(path)) {
            throw new DatasetException(path + ": no such file; " + LAYOUT);
        }
        HdfFile file;
        try {
            file = new HdfFile(path);
        } catch (RuntimeException e) {
            CancelledException.throwIfInterrupted(); // an interruption closes the file, too
            throw new DatasetException(path + ": not a readable HDF5 file; " + LAYOUT, e);
        }
        try {
            return new Dataset(path, file);
        } catch (DatasetException e) {
            file.close();
            throw e;
        } catch (RuntimeException e) {
            file.close();
            CancelledException.throwIfInterrupted();
            throw new DatasetException(path + ": damaged or unsupported HDF5 file; " + LAYOUT, e);
        }
    }

    /** The file. */
    public Path path() {
        return path;
    }

    /** The names of the groups in natural order, {@code video_2} before {@code video_10}; at least one. */
    public List<String> videos() {
        return List.copyOf(videos.keySet());
    }

    /** Whether there is a video of this name. */
    public boolean has(String video) {
        return videos.containsKey(video);
    }

    /**
     * A video; its values are read later.
     *
     * @param name one of {@link #videos()}
     * @throws IllegalArgumentException if the file has no such video
     */
    public DatasetVideo video(String name) {
        DatasetVideo video = videos.get(name);
        if (video == null) {
            throw new IllegalArgumentException(
                    path + " has no group " + name + ": expected one of " + String.join(", ", videos.keySet()));
        }
        return video;
    }

    @Override
    public void close() {
        file.close();
    }

    private static Map<String, DatasetVideo> videos(Path path, HdfFile file) {
        Map<String, DatasetVideo> videos = new LinkedHashMap<>();
        file.getChildren().values().stream()
                .filter(node -> node instanceof Group && !node.isLink())
                .sorted(Comparator.comparing(Node::getName, new NaturalOrder()))
                .forEach(group -> videos.put(group.getName(), new DatasetVideo(new VideoGroup(path, (Group) group))));
        if (videos.isEmpty()) {
            throw new DatasetException(path + ": has no groups; " + LAYOUT);
        }
        return videos;
    }
}
