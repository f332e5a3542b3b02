package io.csta.benchmark;

import io.csta.nn.csta.CstaNetwork;
import io.csta.segmentation.Kts;
import io.csta.segmentation.QuadraticKts;
import io.csta.testing.Formula;
import java.util.Arrays;
import java.util.List;

/** Measures KTS on generated features: from clear cuts to an hour in which nothing happens. */
final class SegmentationBenchmark {

    private static final int SHOT = 500;
    private static final int HOUR = 100_000;
    private static final int SAMPLING_MILLISECONDS = 500;
    private static final double MIB = 1L << 20;

    private final Report report;

    SegmentationBenchmark(Report report) {
        this.report = report;
    }

    void measure() throws InterruptedException {
        for (int frames : List.of(5_000, 20_000, HOUR)) {
            segmentation("shots of 500", shots(frames, SHOT));
            segmentation("shots of 500 that drift", drifting(frames));
        }
        segmentation("static, constant", constant());
        segmentation("static, noisy", shots(HOUR, HOUR));
        comparisonWithTable(500);
        comparisonWithTable(1_000);
    }

    private void segmentation(String what, float[][] features) throws InterruptedException {
        String name = "%,d frames, %s".formatted(features.length, what);
        report.seconds("KTS", name, Measured.of(1, 3, () -> Kts.changePoints(features)), "one processor");
        if (features.length == HOUR) {
            report.once(
                    "KTS",
                    name + ": memory excluding features",
                    "%.0f MiB".formatted(memory(features) / MIB),
                    "sums of rows");
        }
    }

    /** The largest increase of the bytes in use, sampled after garbage collections. */
    private static long memory(float[][] features) throws InterruptedException {
        long before = inUse();
        long most = before;
        Thread work = new Thread(() -> Kts.changePoints(features));
        work.start();
        while (work.isAlive()) {
            most = Math.max(most, inUse());
            work.join(SAMPLING_MILLISECONDS);
        }
        return most - before;
    }

    private static long inUse() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    /** Compares with the published algorithm, which fills a table over all pairs of frames. */
    private void comparisonWithTable(int frames) {
        float[][] features = shots(frames, SHOT);
        Measured exact = Measured.of(2, 5, () -> Kts.changePoints(features));
        Measured table = Measured.of(0, 1, () -> new QuadraticKts(features, frames).changePoints());
        report.once(
                "KTS",
                "%,d frames, the quadratic algorithm takes".formatted(frames),
                Measured.rounded(table.median() / exact.median()) + " times as long",
                "the table");
    }

    /** Shots whose frames differ about as much as real ones. */
    static float[][] shots(int frames, int length) {
        float[][] rows = new float[frames][];
        Arrays.setAll(rows, i -> unit(scene(i / length), scene(i / length), 0, noise(i)));
        return rows;
    }

    /** The same, but every shot moves halfway to the content of the next one. */
    private static float[][] drifting(int frames) {
        float[][] rows = new float[frames][];
        Arrays.setAll(rows, i -> unit(scene(i / SHOT), scene(i / SHOT + 1), i % SHOT / (2f * SHOT), noise(i)));
        return rows;
    }

    private static float[][] constant() {
        float[] row = unit(scene(0), scene(0), 0, noise(0));
        float[][] rows = new float[HOUR][];
        Arrays.setAll(rows, i -> row.clone());
        return rows;
    }

    private static float[] scene(int shot) {
        return Formula.uniform("scene " + shot, CstaNetwork.WIDTH, -1, 1);
    }

    private static float[] noise(int frame) {
        return Formula.uniform("noise " + frame, CstaNetwork.WIDTH, -0.3, 0.3);
    }

    private static float[] unit(float[] from, float[] to, float along, float[] noise) {
        float[] row = new float[from.length];
        double squares = 0;
        for (int k = 0; k < row.length; k++) {
            row[k] = Math.max(0, (1 - along) * from[k] + along * to[k] + noise[k]);
            squares += row[k] * row[k];
        }
        float norm = (float) Math.sqrt(squares);
        for (int k = 0; k < row.length; k++) {
            row[k] /= norm;
        }
        return row;
    }
}
