package io.csta.dataset;

import io.csta.OutputFile;
import io.jhdf.HdfFile;
import io.jhdf.api.Dataset;
import io.jhdf.api.Group;
import io.jhdf.api.Node;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * An HDF5 file with one group a video, each with a dataset {@code features} of {@code [rows, width]}.
 *
 * <p>Opening checks the layout of the whole file; values are read one video at a time. Links are not followed. Holds the
 * file open until it is closed. Not thread-safe.
 */
public final class FeatureFile implements AutoCloseable {

    private static final byte[] SIGNATURE = {(byte) 0x89, 'H', 'D', 'F', '\r', '\n', 0x1a, '\n'};
    private static final String FEATURES = "features";
    private static final String LAYOUT =
            "expected an HDF5 file with one group a video, each with a dataset 'features' of [rows, width]";

    private final Path path;
    private final HdfFile file;
    private final List<String> videos;

    private FeatureFile(Path path, HdfFile file) {
        this.path = path;
        this.file = file;
        this.videos = videos(path, file);
    }

    /**
     * Whether a file begins as HDF5 does, whatever is in it; {@code false} if there is none.
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
     * Opens a file and checks its layout.
     *
     * @throws DatasetException if there is no such file, if it is not HDF5, if it has no group, or if a group has no
     *     {@code features} of two dimensions, at least one row and a floating point type
     */
    public static FeatureFile read(Path path) {
        if (!Files.isRegularFile(path)) {
            throw new DatasetException(path + ": no such file; " + LAYOUT);
        }
        HdfFile file;
        try {
            file = new HdfFile(path);
        } catch (RuntimeException e) {
            throw new DatasetException(path + ": not a readable HDF5 file; " + LAYOUT, e);
        }
        try {
            return new FeatureFile(path, file);
        } catch (DatasetException e) {
            file.close();
            throw e;
        } catch (RuntimeException e) {
            file.close();
            throw new DatasetException(path + ": a damaged HDF5 file, or one that is not supported; " + LAYOUT, e);
        }
    }

    /** The names of the groups in natural order, {@code video_2} before {@code video_10}; at least one. */
    public List<String> videos() {
        return videos;
    }

    /**
     * The features of a video.
     *
     * @param video one of {@link #videos()}
     * @return {@code [rows, width]}, at least one row, all values finite
     * @throws DatasetException if the values cannot be read or one of them is not finite
     * @throws IllegalArgumentException if the file has no such video
     */
    public float[][] features(String video) {
        if (!videos.contains(video)) {
            throw new IllegalArgumentException(path + " has no group " + video + ": expected one of " + videos);
        }
        float[][] rows;
        try {
            rows = rows(features((Group) file.getChild(video)).getData());
        } catch (RuntimeException e) {
            throw new DatasetException(where(path, video) + ": the values cannot be read; the file is damaged?", e);
        }
        for (int i = 0; i < rows.length; i++) {
            for (int k = 0; k < rows[i].length; k++) {
                if (!Float.isFinite(rows[i][k])) {
                    throw new DatasetException(where(path, video) + ": row " + i + ", column " + k + " is " + rows[i][k]
                            + "; expected finite values that fit into 32 bits");
                }
            }
        }
        return rows;
    }

    @Override
    public void close() {
        file.close();
    }

    private static List<String> videos(Path path, HdfFile file) {
        List<String> names = new ArrayList<>();
        for (Node node : file.getChildren().values()) {
            if (node instanceof Group group && !node.isLink()) {
                check(path, group);
                names.add(group.getName());
            }
        }
        if (names.isEmpty()) {
            throw new DatasetException(path + ": has no groups; " + LAYOUT);
        }
        names.sort(new NaturalOrder());
        return List.copyOf(names);
    }

    private static void check(Path path, Group group) {
        if (!(group.getChildren().get(FEATURES) instanceof Dataset features)) {
            throw new DatasetException(path + ": group " + group.getName() + " has no dataset 'features'; " + LAYOUT);
        }
        int[] shape = features.getDimensions();
        Class<?> type = features.getJavaType();
        boolean matrix = shape.length == 2 && shape[0] > 0 && shape[1] > 0;
        if (!matrix || (type != float.class && type != double.class)) {
            throw new DatasetException(where(path, group.getName()) + " has the shape " + Arrays.toString(shape)
                    + " and the type " + type.getSimpleName()
                    + "; expected [rows, width] with at least one row, and float32 or float64");
        }
    }

    private static Dataset features(Group group) {
        return (Dataset) group.getChild(FEATURES);
    }

    private static float[][] rows(Object data) {
        if (data instanceof float[][] rows) {
            return rows;
        }
        double[][] wide = (double[][]) data;
        float[][] rows = new float[wide.length][wide[0].length];
        for (int i = 0; i < rows.length; i++) {
            for (int k = 0; k < rows[i].length; k++) {
                rows[i][k] = (float) wide[i][k];
            }
        }
        return rows;
    }

    private static String where(Path path, String video) {
        return path + ": dataset '" + FEATURES + "' of group " + video;
    }
}
