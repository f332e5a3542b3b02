package io.csta.export;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.csta.summary.Summary;
import io.csta.summary.Timings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class SummaryJsonTest {

    @Test
    void options_haveVisibilityAndSelection_asWords() throws JsonProcessingException {
        JsonNode options = json(summary(OptionalDouble.empty())).get("options");

        assertThat(names(options))
                .containsExactly("ratio", "sample_every", "segmentation", "visibility", "selection", "device", "audio");
        assertThat(options.get("visibility").textValue()).isEqualTo("off");
        assertThat(options.get("selection").textValue()).isEqualTo("published");
    }

    @Test
    void shot_hasAReason_andItsVisibilityIfThatIsKnown() throws JsonProcessingException {
        JsonNode unknown = json(summary(OptionalDouble.empty())).at("/shots/0");
        JsonNode known = json(summary(OptionalDouble.of(0.25))).at("/shots/0");

        assertThat(names(unknown)).containsExactly("first", "last", "start", "end", "score", "selected", "reason");
        assertThat(unknown.get("reason").textValue()).isEqualTo("selected: score 0.71, rank 1 of 1");
        assertThat(known.get("visibility").doubleValue()).isEqualTo(0.25);
    }

    @Test
    void text_namesItsSchema_andOmitsWhatIsAbsent() throws JsonProcessingException {
        JsonNode json = json(summary(OptionalDouble.empty()));

        assertThat(names(json))
                .containsExactly(
                        "schema", "video", "model", "options", "samples", "shots", "segments", "summary", "timings");
        assertThat(json.get("schema").textValue()).isEqualTo("csta-summary/1");
        assertThat(json.get("model").has("warning")).isFalse();
    }

    private static Summary summary(OptionalDouble visibility) {
        return new Summary(
                new Summary.Video(Path.of("a.mp4"), 10, 0, 10, 1, 64, 48, false),
                new Summary.Model("mine", "googlenet", "csta", Optional.empty()),
                new Summary.Options(
                        OptionalDouble.of(0.5), OptionalDouble.empty(), 5, "fast", "off", "published", "cpu", true),
                new Summary.Samples(List.of(0, 5), List.of(0.7f, 0.72f)),
                List.of(new Summary.ScoredShot(
                        0, 9, 0, 1, 0.71, true, visibility, "selected: score 0.71, rank 1 of 1")),
                List.of(new Summary.Segment(0, 9, 0, 1, 0)),
                new Summary.Result(Path.of("a.summary.mp4"), 10, 1, 1),
                List.of(),
                new Timings(0, 0, 0, 0, 0, 0, 0));
    }

    private static JsonNode json(Summary summary) throws JsonProcessingException {
        return new ObjectMapper().readTree(SummaryJson.text(summary));
    }

    private static List<String> names(JsonNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }
}
