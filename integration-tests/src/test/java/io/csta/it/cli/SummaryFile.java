package io.csta.it.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.csta.testing.TestVideos;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The contract of {@code summary.json}, schema {@code csta-summary/1}. */
final class SummaryFile {

    private static final String INTEGER = "integer";
    private static final String NUMBER = "number";
    private static final String TEXT = "text";
    private static final String TRUTH = "truth";

    private SummaryFile() {}

    static JsonNode read(Path file) {
        try {
            return new ObjectMapper().readTree(file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Checks a summary and its report against each other; the video's frames must be numbered. */
    static JsonNode assertConsistent(Path summary) {
        String name = summary.getFileName().toString();
        JsonNode report = read(summary.resolveSibling(name.substring(0, name.length() - "mp4".length()) + "json"));
        assertContract(report);
        List<Integer> expected = new ArrayList<>();
        for (JsonNode segment : report.get("segments")) {
            for (int i = segment.get("first").asInt(); i <= segment.get("last").asInt(); i++) {
                expected.add(i);
            }
        }
        assertThat(TestVideos.readNumbers(summary)).as(name).isEqualTo(expected);
        assertThat(report.at("/summary/frames").asInt()).as(name).isEqualTo(expected.size());
        return report;
    }

    static void assertContract(JsonNode report) {
        assertThat(names(report).stream().filter(name -> !name.equals("warnings")))
                .containsExactly(
                        "schema", "video", "model", "options", "samples", "shots", "segments", "summary", "timings");
        assertThat(report.get("schema").asText()).isEqualTo("csta-summary/1");
        assertFields(
                report.get("video"),
                "file " + TEXT,
                "frames " + INTEGER,
                "damaged " + INTEGER,
                "fps " + NUMBER,
                "duration " + NUMBER,
                "width " + INTEGER,
                "height " + INTEGER,
                "audio " + TRUTH);
        assertFields(report.get("model"), "name " + TEXT, "extractor " + TEXT, "scorer " + TEXT);
        assertThat(report.get("options").isObject()).isTrue();
        assertFields(
                report.get("summary"), "file " + TEXT, "frames " + INTEGER, "duration " + NUMBER, "ratio " + NUMBER);
        for (String part :
                List.of("decoding", "features", "segmentation", "scoring", "selection", "rendering", "total")) {
            assertFields(report.get("timings"), part + " " + NUMBER);
            assertThat(report.at("/timings/" + part).asDouble()).isNotNegative();
        }
        assertSamples(report);
        assertShots(report);
        assertSegments(report);
    }

    private static void assertSamples(JsonNode report) {
        JsonNode frames = report.at("/samples/frames");
        JsonNode scores = report.at("/samples/scores");
        assertThat(frames.size()).isPositive().isEqualTo(scores.size());
        int before = -1;
        for (JsonNode frame : frames) {
            assertThat(frame.isInt()).isTrue();
            assertThat(frame.asInt())
                    .isGreaterThan(before)
                    .isLessThan(report.at("/video/frames").asInt());
            before = frame.asInt();
        }
        assertThat(scores).allMatch(score -> score.isNumber() && score.asDouble() >= 0 && score.asDouble() <= 1);
    }

    private static void assertShots(JsonNode report) {
        int next = 0;
        for (JsonNode shot : report.get("shots")) {
            assertFields(
                    shot,
                    "first " + INTEGER,
                    "last " + INTEGER,
                    "start " + NUMBER,
                    "end " + NUMBER,
                    "score " + NUMBER,
                    "selected " + TRUTH,
                    "reason " + TEXT);
            assertThat(shot.get("first").asInt()).isEqualTo(next);
            assertThat(shot.get("end").asDouble())
                    .isGreaterThan(shot.get("start").asDouble());
            next = shot.get("last").asInt() + 1;
        }
        assertThat(next).isEqualTo(report.at("/video/frames").asInt());
    }

    /** In order, apart from each other, one after the other in the summary. */
    private static void assertSegments(JsonNode report) {
        int free = 0;
        double played = 0;
        for (JsonNode segment : report.get("segments")) {
            assertFields(
                    segment,
                    "first " + INTEGER,
                    "last " + INTEGER,
                    "start " + NUMBER,
                    "end " + NUMBER,
                    "summary_start " + NUMBER);
            assertThat(segment.get("first").asInt()).isGreaterThanOrEqualTo(free);
            free = segment.get("last").asInt() + 2;
            assertThat(segment.get("summary_start").asDouble()).isCloseTo(played, within(1e-3));
            played += segment.get("end").asDouble() - segment.get("start").asDouble();
        }
        assertThat(report.at("/summary/duration").asDouble()).isPositive().isCloseTo(played, within(0.05));
    }

    private static void assertFields(JsonNode object, String... fields) {
        for (String field : fields) {
            String name = field.substring(0, field.indexOf(' '));
            String type = field.substring(field.indexOf(' ') + 1);
            JsonNode value = object.path(name);
            boolean fits =
                    switch (type) {
                        case INTEGER -> value.isIntegralNumber();
                        case NUMBER -> value.isNumber() && Double.isFinite(value.asDouble());
                        case TEXT -> value.isTextual() && !value.asText().isBlank();
                        default -> value.isBoolean();
                    };
            assertThat(fits).as("%s in %s", field, object).isTrue();
        }
    }

    private static List<String> names(JsonNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }
}
