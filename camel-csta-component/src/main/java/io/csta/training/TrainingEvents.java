package io.csta.training;

import io.csta.tensorboard.EventFile;
import io.csta.tensorboard.Scalars;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The learning curves of a run as event files of TensorBoard, one per split, in folders such as {@code seed-123456/split1}. The
 * content follows from the curve, so a run that is resumed or extended continues its files without gaps and repetitions.
 */
final class TrainingEvents {

    private final Path folder;
    private final double learningRate;

    TrainingEvents(Path folder, TrainingOptions options) {
        this.folder = folder.resolve("seed-" + options.seed());
        this.learningRate = options.learningRate();
    }

    /**
     * Checks that the file of a split can be written.
     *
     * @throws io.csta.OutputException if it cannot
     */
    void requireWritable(int split) {
        file(split).requireWritable();
    }

    /**
     * Deletes the file of a split.
     *
     * @throws io.csta.OutputException if it cannot be deleted
     */
    void delete(int split) {
        file(split).delete();
    }

    /**
     * Checks that the file of a split contains no other epochs than these.
     *
     * @param curve the epochs so far
     * @throws io.csta.OutputException if it belongs to another run
     */
    void requireOnly(int split, LearningCurve curve) {
        file(split).requireOnly(steps(curve));
    }

    /**
     * Adds the epochs that the file of a split does not contain yet.
     *
     * @throws io.csta.OutputException if it cannot be written
     */
    void update(int split, LearningCurve curve) {
        file(split).update(steps(curve));
    }

    private EventFile file(int split) {
        return new EventFile(folder.resolve("split" + split));
    }

    /** Epochs of earlier versions, which did not record the time, begin in 1970. */
    private List<Scalars> steps(LearningCurve curve) {
        List<Scalars> steps = new ArrayList<>();
        double elapsed = 0;
        for (Epoch epoch : curve.epochs()) {
            elapsed += epoch.seconds();
            double ended = epoch.ended().isPresent() ? epoch.ended().getAsLong() / 1e3 : elapsed;
            steps.add(new Scalars(epoch.number(), ended, values(epoch)));
        }
        return steps;
    }

    /** What the CSV file contains, but for the time, and without undefined values. */
    private Map<String, Double> values(Epoch epoch) {
        Map<String, Double> values = new LinkedHashMap<>();
        values.put("loss", epoch.loss());
        values.put("error", epoch.error());
        values.put("tau", epoch.tau());
        values.put("rho", epoch.rho());
        epoch.agreement().f1().ifPresent(f1 -> values.put("f1", f1));
        epoch.spread().ifPresent(spread -> values.put("spread", spread));
        values.put("learning_rate", learningRate);
        values.values().removeIf(value -> !Double.isFinite(value));
        return values;
    }
}
