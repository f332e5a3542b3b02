package io.csta.scoring;

import io.csta.checkpoint.Checkpoint;
import io.csta.nn.NotFiniteException;
import io.csta.nn.ScoringNetwork;
import io.csta.nn.csta.CstaNetwork;
import io.csta.nn.csta.CstaOptions;
import io.csta.nn.csta.CstaOptions.Input;
import io.csta.nn.csta.NetworkOptionException;
import io.csta.nn.engine.Device;
import io.csta.nn.layer.ModelMismatchException;
import io.csta.nn.layer.ParameterValues;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Gives every sampled frame of a video an importance between 0 and 1, by the CSTA network.
 *
 * <p>Safe for use by several threads. Close it to release its native memory.
 */
public final class FrameScorer implements AutoCloseable {

    /** Videos with fewer samples should be sampled more densely. */
    public static final int FEWEST_SAMPLES = CstaNetwork.FEWEST_FRAMES;

    private final ScoringNetwork network;

    private FrameScorer(ScoringNetwork network) {
        this.network = network;
    }

    /**
     * A scorer with the weights of a CSTA checkpoint in the published layout. Its options are those that the file names
     * in its metadata, or else the published defaults.
     *
     * @param checkpoint a {@code .pt}, {@code .pth} or {@code .safetensors} file
     * @throws io.csta.checkpoint.CheckpointException if the file cannot be read
     * @throws NetworkOptionException if the file names unknown options
     * @throws ModelMismatchException if the checkpoint is not one of CSTA with these options
     */
    public static FrameScorer of(Path checkpoint, Device device) {
        return of(checkpoint, Optional.empty(), device);
    }

    /**
     * A scorer with the weights of a CSTA checkpoint in the published layout.
     *
     * @param checkpoint a {@code .pt}, {@code .pth} or {@code .safetensors} file
     * @param options the options of its network, instead of those in the file
     * @throws io.csta.checkpoint.CheckpointException if the file cannot be read
     * @throws ModelMismatchException if the checkpoint is not one of CSTA with these options
     */
    public static FrameScorer of(Path checkpoint, CstaOptions options, Device device) {
        return of(checkpoint, Optional.of(options), device);
    }

    private static FrameScorer of(Path checkpoint, Optional<CstaOptions> given, Device device) {
        Checkpoint tensors = Checkpoint.read(checkpoint);
        try {
            CstaOptions options = given.or(() -> CstaOptions.of(tensors)).orElseGet(CstaOptions::published);
            return of(tensors, options, device);
        } catch (ModelMismatchException e) {
            throw new ModelMismatchException(checkpoint + ": " + e.getMessage());
        } catch (NetworkOptionException e) {
            throw new NetworkOptionException(checkpoint + ": " + e.getMessage());
        }
    }

    /**
     * The same from a checkpoint in memory.
     *
     * @throws ModelMismatchException if the checkpoint is not one of CSTA with its options, or the published ones if it
     *     names none
     */
    public static FrameScorer of(Checkpoint weights, Device device) {
        return of(weights, CstaOptions.of(weights).orElseGet(CstaOptions::published), device);
    }

    private static FrameScorer of(Checkpoint weights, CstaOptions options, Device device) {
        return new FrameScorer(ScoringNetwork.of(options, weights, device));
    }

    /** A scorer with the given value for every key of the published state dict, and the published options. */
    public static FrameScorer of(ParameterValues weights, Device device) {
        return new FrameScorer(ScoringNetwork.of(CstaOptions.published(), weights, device));
    }

    /** The options of its network. */
    public CstaOptions options() {
        return network.options();
    }

    /** The number of values of the feature vectors that it takes. */
    public int width() {
        return network.options().vectorWidth();
    }

    /** Whether it takes feature vectors of this width: its own, or that of GoogLeNet if it gets change profiles and its own vectors are wider. */
    public boolean takes(int width) {
        return width == width() || (takesGoogLeNet() && width == CstaNetwork.WIDTH);
    }

    private boolean takesGoogLeNet() {
        return options().input() == Input.CHANGE_PROFILES && CstaNetwork.WIDTH < width();
    }

    /**
     * Scores a video.
     *
     * <p>The network needs a minimum number of rows, {@value CstaNetwork#FEWEST_FRAMES} with the published options: fewer
     * rows are repeated in place, and the score of a row is the mean of the scores of its copies.
     *
     * @param features one vector per sampled frame, {@code [samples, width]}, at least one
     * @return one score per row, {@code [samples]}
     * @throws ModelMismatchException if a vector has another width
     * @throws NotFiniteException if a score is NaN or infinite
     */
    public float[] score(float[][] features) {
        if (features.length == 0) {
            throw new IllegalArgumentException("no features to score; at least one row is needed");
        }
        for (int sample = 0; sample < features.length; sample++) {
            requireWidth(features[sample].length, features[0].length);
            requireFinite(features[sample], sample);
        }
        float[][] inputs = options().inputs(features);
        int rows = Math.max(inputs.length, network.fewestFrames());
        int width = options().inputWidth();
        float[] flat = new float[Math.multiplyExact(rows, width)];
        for (int row = 0; row < rows; row++) {
            float[] input = inputs[sampleInRow(row, rows, inputs.length)];
            System.arraycopy(input, 0, flat, row * width, input.length);
        }
        float[] scores = network.score(flat);
        for (float score : scores) {
            NotFiniteException.throwIfNotFinite(score, "the scorer computed");
        }
        return rows == features.length ? scores : meanOfCopies(scores, features.length);
    }

    private void requireWidth(int width, int first) {
        if (width != first) {
            throw new ModelMismatchException(
                    "feature vectors of one video have %d and %d values; extract the features again"
                            .formatted(first, width));
        }
        if (!takes(width)) {
            throw new ModelMismatchException(
                    "feature vectors have %d values, but the scorer takes %s; use features of the model's own extractor"
                            .formatted(width, takesGoogLeNet() ? CstaNetwork.WIDTH + " or " + width() : width()));
        }
    }

    private static void requireFinite(float[] vector, int sample) {
        for (float value : vector) {
            if (!Float.isFinite(value)) {
                throw new NotFiniteException(
                        "row %d of the features contains %s; extract the features again".formatted(sample, value));
            }
        }
    }

    /** The sample in a row if samples are repeated in place to get more rows. */
    public static int sampleInRow(int row, int rows, int samples) {
        return (int) ((long) row * samples / rows);
    }

    private static float[] meanOfCopies(float[] scores, int samples) {
        double[] sums = new double[samples];
        int[] copies = new int[samples];
        for (int row = 0; row < scores.length; row++) {
            int sample = sampleInRow(row, scores.length, samples);
            sums[sample] += scores[row];
            copies[sample]++;
        }
        float[] means = new float[samples];
        for (int i = 0; i < samples; i++) {
            means[i] = (float) (sums[i] / copies[i]);
        }
        return means;
    }

    @Override
    public void close() {
        network.close();
    }
}
