package io.csta.benchmark;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * The times of several repetitions of the same work.
 *
 * @param seconds ascending, at least one
 */
@SuppressWarnings("ArrayRecordComponent")
record Measured(double[] seconds) {

    private static final double SECOND = 1e9;

    /** Repeats the work, first without measuring, so that the JVM compiles it, and then with. */
    static Measured of(int warmUps, int repetitions, Runnable work) {
        for (int i = 0; i < warmUps; i++) {
            work.run();
        }
        double[] seconds = new double[repetitions];
        for (int i = 0; i < repetitions; i++) {
            seconds[i] = secondsOf(work);
        }
        Arrays.sort(seconds);
        return new Measured(seconds);
    }

    /** Times that were measured elsewhere. */
    static Measured of(List<Double> times) {
        return new Measured(times.stream().mapToDouble(time -> time).sorted().toArray());
    }

    static double secondsOf(Runnable work) {
        long begin = System.nanoTime();
        work.run();
        return (System.nanoTime() - begin) / SECOND;
    }

    double median() {
        int middle = seconds.length / 2;
        return seconds.length % 2 == 1 ? seconds[middle] : (seconds[middle - 1] + seconds[middle]) / 2;
    }

    double fastest() {
        return seconds[0];
    }

    double slowest() {
        return seconds[seconds.length - 1];
    }

    /** Rounded to about three significant digits. */
    static String rounded(double value) {
        int decimals = value >= 100 ? 0 : value >= 10 ? 1 : 2;
        return String.format(Locale.ROOT, "%." + decimals + "f", value);
    }
}
