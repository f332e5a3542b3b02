package io.csta.service.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.csta.service.jobs.JobJson;
import io.csta.service.jobs.Source;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class JobViewTest {

    static Arguments[] sources() {
        return new Arguments[] {
            Arguments.of(
                    new Source.Folder(Optional.empty(), Path.of("a.mp4"), 7, 8, "ab"),
                    "{\"type\":\"folder\",\"name\":\"a.mp4\",\"size\":7}"),
            Arguments.of(
                    new Source.Folder(Optional.of("tv"), Path.of("a.mp4"), 7, 8, "ab"),
                    "{\"type\":\"folder\",\"name\":\"tv:a.mp4\",\"size\":7,\"folder\":\"tv\"}"),
            Arguments.of(
                    new Source.Bucket(Optional.empty(), "videos", "in/a.mp4", "e", 7, 8),
                    "{\"type\":\"s3\",\"name\":\"in/a.mp4\",\"size\":7}"),
            Arguments.of(
                    new Source.Bucket(Optional.of("old"), "videos", "in/a.mp4", "e", 7, 8),
                    "{\"type\":\"s3\",\"name\":\"old:in/a.mp4\",\"size\":7,\"bucket\":\"old\"}"),
            Arguments.of(new Source.Upload("a.mp4", 7), "{\"type\":\"http\",\"name\":\"a.mp4\",\"size\":7}")
        };
    }

    @ParameterizedTest
    @MethodSource("sources")
    void source_ofAJob_namesItsFolderOrBucket_unlessItIsTheUsualOne(Source source, String json) throws IOException {
        JsonNode written = JobJson.MAPPER.readTree(JobJson.MAPPER.writeValueAsBytes(JobView.Origin.of(source)));
        assertThat(written).isEqualTo(JobJson.MAPPER.readTree(json));
    }
}
