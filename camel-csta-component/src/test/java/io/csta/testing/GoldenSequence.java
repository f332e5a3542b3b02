package io.csta.testing;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * A case of {@code golden/kts.json}: features, and the change points of the published code.
 *
 * @param name its name
 * @param shotLengths the number of rows of each shot
 * @param noise how much the rows of a shot differ
 * @param drift how far the rows drift towards other content
 * @param changePoints the first rows of all shots except the first
 */
public record GoldenSequence(
        String name, List<Integer> shotLengths, double noise, double drift, List<Integer> changePoints) {

    private static final int WIDTH = 1024;

    /** All cases. */
    public static Stream<GoldenSequence> all() {
        JsonNode cases = Golden.json("kts.json").get("cases");
        if (cases.size() < 5) {
            throw new AssertionError("golden/kts.json has only " + cases.size() + " cases");
        }
        return StreamSupport.stream(cases.spliterator(), false).map(GoldenSequence::of);
    }

    private static GoldenSequence of(JsonNode node) {
        return new GoldenSequence(
                node.get("name").asText(),
                integers(node.get("shot_lengths")),
                node.get("noise").asDouble(),
                node.get("drift").asDouble(),
                integers(node.get("change_points")));
    }

    private static List<Integer> integers(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(JsonNode::asInt)
                .toList();
    }

    /** The features, {@code [rows, 1024]}, by the formula in the file. */
    public float[][] features() {
        int n = shotLengths.stream().mapToInt(Integer::intValue).sum();
        float[][] rows = new float[n][];
        double[] target = positive(Formula.uniformDoubles(name + "/drift", WIDTH, -1, 1));
        int row = 0;
        for (int s = 0; s < shotLengths.size(); s++) {
            double[] base = positive(Formula.uniformDoubles(name + "/base/" + s, WIDTH, -1, 1));
            double[] jitter = Formula.uniformDoubles(name + "/noise/" + s, shotLengths.get(s) * WIDTH, -1, 1);
            for (int i = 0; i < shotLengths.get(s); i++, row++) {
                double along = drift > 0 ? (double) row / n : 0;
                int offset = i * WIDTH;
                rows[row] = unit(IntStream.range(0, WIDTH)
                        .mapToDouble(k -> (1 - along) * Math.max(0, base[k] + noise * jitter[offset + k])
                                + drift * along * target[k])
                        .toArray());
            }
        }
        return rows;
    }

    /** A row divided by its length. */
    public static float[] unit(double[] row) {
        double sum = 0;
        for (double value : row) {
            sum += value * value;
        }
        double norm = 1e-10 + Math.sqrt(sum);
        float[] unit = new float[row.length];
        for (int k = 0; k < row.length; k++) {
            unit[k] = (float) (row[k] / norm);
        }
        return unit;
    }

    private static double[] positive(double[] values) {
        for (int k = 0; k < values.length; k++) {
            values[k] = Math.max(0, values[k]);
        }
        return values;
    }
}
