package io.csta.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Facts about a file from {@code ffprobe}, the oracle of the video tests. */
public final class Probe {

    private static final ObjectMapper JSON = new ObjectMapper();

    private Probe() {}

    /** The first stream of a kind, {@code v} or {@code a}, with its side data. */
    public static JsonNode stream(Path file, String kind) {
        return probe("-select_streams", kind + ":0", "-show_streams", file.toString())
                .path("streams")
                .path(0);
    }

    /** Whether there is a stream of a kind, {@code v} or {@code a}. */
    public static boolean has(Path file, String kind) {
        return !stream(file, kind).isMissingNode();
    }

    /** Presentation times of the frames of the first video stream, in its time base; for AVI, the last ones are missing. */
    public static List<Long> framePts(Path file) {
        List<Long> times = new ArrayList<>();
        probe("-select_streams", "v:0", "-show_entries", "frame=best_effort_timestamp", file.toString())
                .path("frames")
                .findValues("best_effort_timestamp")
                .forEach(time -> times.add(time.asLong()));
        if (times.isEmpty()) {
            throw new AssertionError("ffprobe finds no frame in " + file);
        }
        return times;
    }

    private static JsonNode probe(String... arguments) {
        List<String> all = new ArrayList<>(List.of("-of", "json"));
        all.addAll(List.of(arguments));
        try {
            return JSON.readTree(Tool.ffprobe(all.toArray(String[]::new)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
