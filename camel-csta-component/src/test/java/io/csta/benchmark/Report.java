package io.csta.benchmark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The table: one row per measurement, with the median and the range of its repetitions. */
final class Report {

    private final List<String> rows = new ArrayList<>();

    /** Adds a row in units per second, for work that processes a known number of units. */
    void rate(String stage, String what, Measured measured, double amount, String unit, String limit) {
        add(
                stage,
                what,
                Measured.rounded(amount / measured.median()) + " " + unit,
                range(amount / measured.slowest(), amount / measured.fastest()),
                limit);
    }

    /** Adds a row in seconds. */
    void seconds(String stage, String what, Measured measured, String limit) {
        add(
                stage,
                what,
                Measured.rounded(measured.median()) + " s",
                range(measured.fastest(), measured.slowest()),
                limit);
    }

    /** Adds a row with a number that was measured once. */
    void once(String stage, String what, String result, String limit) {
        add(stage, what, result, "", limit);
    }

    private static String range(double low, double high) {
        return low == high ? "" : Measured.rounded(low) + " – " + Measured.rounded(high);
    }

    private void add(String stage, String what, String result, String range, String limit) {
        String row = "| %s | %s | %s | %s | %s |".formatted(stage, what, result, range, limit);
        System.out.println(row);
        rows.add(row);
    }

    /** Writes the facts about the machine, and the table. */
    void write(Path file, List<String> facts) {
        List<String> lines = new ArrayList<>(facts);
        lines.add("");
        lines.add("| stage | measured | median | range | limited by |");
        lines.add("|---|---|---:|---:|---|");
        lines.addAll(rows);
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.write(file, lines);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        lines.forEach(System.out::println);
    }
}
