package io.csta.summary;

import java.util.EnumMap;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * Turns counted frames into {@link Progress}, at most ten times a second.
 *
 * <p>Each stage has a fixed share of the whole, measured on ordinary videos. The remaining time is extrapolated from the
 * elapsed time.
 */
final class ProgressMeter {

    private static final Map<Stage, Double> SHARES = new EnumMap<>(
            Map.of(Stage.FEATURES, 0.50, Stage.SEGMENTATION, 0.35, Stage.SCORING, 0.02, Stage.RENDERING, 0.13));

    private static final long PERIOD_NANOS = 100_000_000;
    private static final double SECOND = 1e9;
    private static final double LEAST_FRACTION_FOR_ESTIMATE = 0.02;

    private final ProgressListener listener;
    private final long started = System.nanoTime();
    private Stage stage = Stage.FEATURES;
    private long stageStarted = started;
    private long lastReport;
    private double fraction;

    ProgressMeter(ProgressListener listener) {
        this.listener = listener;
    }

    /** Starts a stage; the stages before it are complete. */
    void begin(Stage next) {
        stage = next;
        stageStarted = System.nanoTime();
        report(before(next), 0);
    }

    /** Counts frames of the current stage; {@code expected} may be an estimate. */
    void frames(long done, long expected) {
        long now = System.nanoTime();
        if (now - lastReport >= PERIOD_NANOS) {
            double part = expected > 0 ? Math.min(1, (double) done / expected) : 0;
            report(before(stage) + part * SHARES.getOrDefault(stage, 0.0), done / ((now - stageStarted) / SECOND));
        }
    }

    /** Reports that all work is complete. */
    void finish() {
        report(1, 0);
    }

    private void report(double reached, double framesPerSecond) {
        lastReport = System.nanoTime();
        fraction = Math.max(fraction, reached);
        double elapsed = (lastReport - started) / SECOND;
        OptionalDouble left = fraction > LEAST_FRACTION_FOR_ESTIMATE
                ? OptionalDouble.of(elapsed * (1 - fraction) / fraction)
                : OptionalDouble.empty();
        listener.update(new Progress(stage, fraction, left, framesPerSecond));
    }

    private static double before(Stage stage) {
        double sum = 0;
        for (Map.Entry<Stage, Double> share : SHARES.entrySet()) {
            sum += share.getKey().compareTo(stage) < 0 ? share.getValue() : 0;
        }
        return sum;
    }
}
