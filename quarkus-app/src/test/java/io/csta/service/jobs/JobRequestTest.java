package io.csta.service.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.csta.selection.SelectionMethod;
import io.csta.summary.SegmentationMode;
import io.csta.summary.SummaryOption;
import io.csta.summary.SummaryOptions;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Jobs on disk and recorded idempotency keys depend on this JSON. */
class JobRequestTest {

    private static final String JSON =
            """
            {
              "model" : "starter",
              "length" : 68.99999999999999,
              "sample_every" : 15,
              "segmentation" : "FULL",
              "audio" : false,
              "callback" : "https://example.org/callback"
            }""";

    private static final JobRequest REQUEST = new JobRequest(
            new SummaryOptions(
                    Map.of(
                            SummaryOption.MODEL,
                            "starter",
                            SummaryOption.LENGTH,
                            68.99999999999999,
                            SummaryOption.SAMPLE_EVERY,
                            15,
                            SummaryOption.SEGMENTATION,
                            SegmentationMode.FULL,
                            SummaryOption.AUDIO,
                            false),
                    Optional.empty()),
            Optional.of(URI.create("https://example.org/callback")),
            0,
            Optional.empty());

    @Test
    void request_asJson_isThatOfEarlierVersions() throws JsonProcessingException {
        assertThat(JobJson.MAPPER.writeValueAsString(REQUEST)).isEqualToNormalizingNewlines(JSON);
        assertThat(JobJson.MAPPER.writeValueAsString(JobRequest.DEFAULTS)).isEqualTo("{ }");
    }

    @Test
    void request_withNewerMembers_isReadAsWritten() throws JsonProcessingException {
        JobRequest request = new JobRequest(
                SummaryOptions.DEFAULTS.withVisibility(false).withSelection(SelectionMethod.WATCHABLE),
                Optional.empty(),
                -3,
                Optional.of("trailers"));
        String json = JobJson.MAPPER.writeValueAsString(request);
        assertThat(json)
                .contains(
                        "\"visibility\" : false",
                        "\"selection\" : \"WATCHABLE\"",
                        "\"priority\" : -3",
                        "\"profile\" : \"trailers\"");
        assertThat(JobJson.MAPPER.readValue(json, JobRequest.class)).isEqualTo(request);
    }

    @Test
    void json_ofAnEarlierVersion_isRead() throws JsonProcessingException {
        assertThat(JobJson.MAPPER.readValue(JSON, JobRequest.class)).isEqualTo(REQUEST);
        assertThat(JobJson.MAPPER
                        .readValue("{\"ratio\": 1.0}", JobRequest.class)
                        .options()
                        .chosen())
                .isEqualTo(Map.of(SummaryOption.RATIO, 1.0));
    }
}
