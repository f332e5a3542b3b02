package io.csta.benchmark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** A page of tables. Rows are also printed as soon as they are known. */
final class MarkdownTable {

    private final List<String> lines = new ArrayList<>();

    /** Begins a table. The first column is text; the others are numbers. */
    void begin(String title, String... columns) {
        print("");
        print("### " + title);
        print("");
        print("| " + String.join(" | ", columns) + " |");
        print(Arrays.stream(columns).skip(1).map(column -> "---:|").collect(Collectors.joining("", "|---|", "")));
    }

    void row(List<String> cells) {
        print("| " + String.join(" | ", cells) + " |");
    }

    /** Adds a sentence after a table. */
    void note(String text) {
        print("");
        print(text);
    }

    private void print(String line) {
        System.out.println(line);
        lines.add(line);
    }

    void write(Path file) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.write(file, lines);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
