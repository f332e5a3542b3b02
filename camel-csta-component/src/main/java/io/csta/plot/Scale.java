package io.csta.plot;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;

/**
 * A linear axis: which value is at which place of a figure.
 *
 * @param low the value at its beginning
 * @param high the value at its end, greater
 * @param from the place of its beginning, in pixels
 * @param to the place of its end, in pixels
 */
public record Scale(double low, double high, double from, double to) {

    /** A smaller range, relative to the values, is rounding. */
    private static final double LEAST_RANGE = 1e-6;

    private static final double MARGIN = 0.05;

    /** Smaller numbers are written with an exponent. */
    private static final double SMALL = 1e-4;

    /**
     * Checks the values.
     *
     * @throws IllegalArgumentException if they are not finite, or do not ascend
     */
    public Scale {
        if (!(low < high) || !Double.isFinite(high - low)) {
            throw new IllegalArgumentException("an axis from %s to %s".formatted(low, high));
        }
    }

    /**
     * An axis that covers values with a small margin. Around values that differ only by rounding, it is so wide that they look
     * the same.
     *
     * @param values ignored where they are not finite; if none is left, the axis goes from 0 to 1
     */
    public static Scale covering(DoubleStream values, double from, double to) {
        double[] finite = values.filter(Double::isFinite).toArray();
        double low = DoubleStream.of(finite).min().orElse(0);
        double high = DoubleStream.of(finite).max().orElse(1);
        double magnitude = Math.max(Math.abs(low), Math.abs(high));
        double margin =
                high - low > LEAST_RANGE * magnitude ? (high - low) * MARGIN : Math.max(1e-3, magnitude * MARGIN);
        return new Scale(low - margin, high + margin, from, to);
    }

    /** The place of a value. */
    public double at(double value) {
        return from + (to - from) * (value - low) / (high - low);
    }

    /**
     * A value that is marked at an axis.
     *
     * @param place its place, in pixels
     * @param label the value as text
     */
    public record Tick(double place, String label) {}

    /** Ticks at equal distances, the first and the last one at the ends. */
    public List<Tick> evenTicks(int intervals) {
        List<Tick> ticks = new ArrayList<>();
        double step = (high - low) / intervals;
        for (int i = 0; i <= intervals; i++) {
            ticks.add(tick(low + i * step, step));
        }
        return ticks;
    }

    /** Ticks at round numbers, at least one and about as many as given. */
    public List<Tick> roundTicks(int about) {
        double rough = (high - low) / about;
        double power = Math.pow(10, Math.floor(Math.log10(rough)));
        double step = DoubleStream.of(1, 2, 5, 10)
                .map(digit -> digit * power)
                .filter(each -> each >= rough * 0.999)
                .findFirst()
                .orElse(10 * power);
        List<Tick> ticks = new ArrayList<>();
        for (long i = (long) Math.ceil(low / step); i * step <= high; i++) {
            double value = i * step;
            ticks.add(new Tick(at(value), text(value, Math.max(0, (int) -Math.floor(Math.log10(step) + 1e-9)))));
        }
        return ticks;
    }

    private Tick tick(double value, double step) {
        boolean small = Math.max(Math.abs(low), Math.abs(high)) < SMALL;
        int decimals = Math.max(0, 2 - (int) Math.ceil(Math.log10(step)));
        return new Tick(at(value), small ? String.format(Locale.ROOT, "%.1e", value) : text(value, decimals));
    }

    private static String text(double value, int decimals) {
        return String.format(Locale.ROOT, "%." + decimals + "f", value);
    }
}
