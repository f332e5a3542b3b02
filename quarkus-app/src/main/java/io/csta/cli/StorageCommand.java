package io.csta.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code csta jobs storage}. */
@Command(
        name = "storage",
        header = "Shows the disk space that jobs, videos and summaries use.",
        footer = {"", "Example:", "  csta jobs storage"})
final class StorageCommand implements Callable<Integer> {

    private static final double MEGABYTE = 1e6;
    private static final double GIGABYTE = 1e9;

    @Spec
    private CommandSpec spec;

    @Mixin
    private JobsCommand.Connection connection;

    @Override
    public Integer call() {
        JsonNode storage = connection.service().storage();
        PrintWriter out = spec.commandLine().getOut();
        if (connection.isJson()) {
            out.println(storage.toPrettyString());
        } else {
            out.println(row("content", "files", "size", "kept for"));
            storage.path("uses").forEach(use -> out.println(row(use)));
            out.println(row("free", "", size(storage.path("free").asLong()), ""));
        }
        out.flush();
        return 0;
    }

    private static String row(JsonNode use) {
        String folder = use.has("folder") ? use.path("folder").asText() + ":" : "";
        return row(
                folder + use.path("content").asText(),
                use.path("files").asText(),
                size(use.path("bytes").asLong()),
                use.has("kept_for")
                        ? time(Duration.ofSeconds(use.path("kept_for").asLong()))
                        : "not removed");
    }

    private static String row(String content, String files, String size, String kept) {
        return String.format(Locale.ROOT, "%-20s  %7s  %9s  %s", content, files, size, kept)
                .stripTrailing();
    }

    private static String size(long bytes) {
        return bytes < GIGABYTE
                ? String.format(Locale.ROOT, "%.1f MB", bytes / MEGABYTE)
                : String.format(Locale.ROOT, "%.1f GB", bytes / GIGABYTE);
    }

    private static String time(Duration duration) {
        long days = duration.toDays();
        if (days > 0 && duration.equals(Duration.ofDays(days))) {
            return days == 1 ? "1 day" : days + " days";
        }
        return duration.toString().substring("PT".length());
    }
}
