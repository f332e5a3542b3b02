package io.csta.benchmark;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Runs work in a separate process, to measure its memory; with the settings of the launcher {@code csta}. */
final class MeasuredProcess {

    private static final String MARK = "measured ";
    private static final int LIMIT_HOURS = 1;

    private MeasuredProcess() {}

    /** Runs a main class to its end; returns the numbers that it reported. */
    static List<Double> run(Class<?> main, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("MALLOC_ARENA_MAX", "1");
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!process.waitFor(LIMIT_HOURS, TimeUnit.HOURS) || process.exitValue() != 0) {
            throw new AssertionError(main + " failed: " + output);
        }
        return output.lines()
                .filter(line -> line.startsWith(MARK))
                .flatMap(line -> Stream.of(line.substring(MARK.length()).split(" ")))
                .map(Double::valueOf)
                .toList();
    }

    /** Must be called at the end of the process: reports these numbers and the peak resident memory. */
    static void report(double... numbers) {
        StringBuilder line = new StringBuilder(MARK);
        for (double number : numbers) {
            line.append(number).append(' ');
        }
        System.out.println(line.append(Machine.peakResident().orElse(0)));
    }
}
