package io.csta.camel;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.csta.OutputException;
import io.csta.dataset.Dataset;
import java.io.File;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CstaStepsTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    static Path shared;

    @TempDir
    Path folder;

    private static Path video;
    private static Path features;
    private static Routes routes;

    @BeforeAll
    static void start() throws Exception {
        video = Clips.short_(shared);
        features =
                Path.of(CstaStepsTest.class.getResource("/golden/mini_tvsum.h5").toURI());
        routes = new Routes().start(builder -> builder.from("direct:in")
                .choice()
                .when(builder.header("do").isEqualTo("score"))
                .to("csta:score?device=cpu")
                .when(builder.header("do").isEqualTo("segment"))
                .to("csta:segment?device=cpu")
                .otherwise()
                .to("csta:features?device=cpu"));
    }

    @AfterAll
    static void stop() {
        routes.close();
    }

    private Exchange run(String operation, Object body, Map<String, Object> headers) {
        Map<String, Object> all = new java.util.HashMap<>(headers);
        all.put("do", operation);
        Exchange exchange = routes.send(body, all);
        assertThat(exchange.getException()).isNull();
        return exchange;
    }

    @Test
    void score_aVideo_givesOneScoreASample() throws Exception {
        Exchange exchange = run("score", video, Map.of(CstaConstants.SAMPLE_EVERY, 3));
        CstaScores scores = exchange.getMessage().getBody(CstaScores.class);
        assertThat(scores.videos()).containsOnlyKeys("video_1");
        assertThat(scores.videos().get("video_1")).hasSize(15).allMatch(score -> score >= 0 && score <= 1);
        assertThat(scores.file()).isEmpty();
        assertThat(exchange.getMessage().getHeaders())
                .containsEntry(CstaConstants.FRAMES, 15)
                .containsEntry(CstaConstants.USED_MODEL, "starter")
                .doesNotContainKey(CstaConstants.SHOTS);
        assertThat(JSON.readTree(exchange.getMessage().getBody(String.class)).at("/video_1/scores"))
                .hasSize(15);
        assertThat(exchange.getMessage().getBody(File.class)).isNull();
        assertThat(video).hasParent(shared);
        assertThat(shared).isDirectoryNotContaining("glob:**.json");
    }

    @Test
    void score_features_givesEveryVideoOfTheFile() throws Exception {
        Exchange exchange = run("score", features, Map.of(CstaConstants.OUTPUT_DIRECTORY, folder));
        CstaScores scores = exchange.getMessage().getBody(CstaScores.class);
        try (Dataset file = Dataset.open(features)) {
            assertThat(scores.videos().keySet()).containsExactlyElementsOf(file.videos());
        }
        Path written = folder.resolve("mini_tvsum.scores.json");
        assertThat(scores.file()).hasValue(written);
        assertThat(exchange.getMessage().getBody(Path.class)).isEqualTo(written);
        assertThat(written).hasContent(scores.json());
    }

    @Test
    void segment_aVideoAndFeatures_findsShots() throws Exception {
        Exchange ofVideo = run("segment", Files.newInputStream(video), Map.of());
        CstaShots shots = ofVideo.getMessage().getBody(CstaShots.class);
        assertThat(shots.videos().get("video_1"))
                .extracting(shot -> shot.first())
                .containsExactly(0, Clips.CUT);
        assertThat(ofVideo.getMessage().getHeaders())
                .containsEntry(CstaConstants.SHOTS, 2)
                .containsEntry(CstaConstants.FRAMES, Clips.FRAMES);
        JsonNode json = JSON.readTree(ofVideo.getMessage().getBody(InputStream.class));
        assertThat(json.at("/video_1/change_points/0").asInt()).isEqualTo(Clips.CUT);
        assertThat(json.at("/video_1/shots/1/1").asInt()).isEqualTo(Clips.FRAMES - 1);

        Exchange ofFeatures =
                run("segment", features, Map.of(CstaConstants.OUTPUT, "json", CstaConstants.OUTPUT_DIRECTORY, folder));
        assertThat(ofFeatures.getMessage().getBody())
                .isEqualTo(Files.readString(folder.resolve("mini_tvsum.shots.json")));
        assertThat(ofFeatures.getMessage().getHeader(CstaConstants.USED_MODEL)).isNull();
    }

    @Test
    void features_aVideo_givesAMatrixAndAFileThatOthersRead() {
        Exchange exchange = run(
                "features",
                video.toFile(),
                Map.of(CstaConstants.OUTPUT_DIRECTORY, folder.resolve("new"), CstaConstants.FILE_NAME, "week"));
        CstaFeatures found = exchange.getMessage().getBody(CstaFeatures.class);
        assertThat(found.video().frames()).isEqualTo(Clips.FRAMES);
        assertThat(found.video().changePoints()).containsExactly(Clips.CUT);
        assertThat(found.video().features()).hasDimensions(found.video().picks().length, 1280);
        Path file = exchange.getMessage().getBody(Path.class);
        assertThat(file).isEqualTo(folder.resolve("new/week.h5"));
        try (Dataset read = Dataset.open(file)) {
            assertThat(read.video("video_1").features())
                    .isDeepEqualTo(found.video().features());
        }
        assertThat(run("score", file, Map.of())
                        .getMessage()
                        .getBody(CstaScores.class)
                        .videos())
                .hasEntrySatisfying("video_1", scores -> assertThat(scores)
                        .hasSize(found.video().picks().length));
    }

    @Test
    void features_asJson_holdTheSameNumbers() throws Exception {
        CstaFeatures found = run("features", video, Map.of()).getMessage().getBody(CstaFeatures.class);
        JsonNode json = JSON.readTree(found.json()).get("video_1");
        assertThat(json.get("n_frames").asInt()).isEqualTo(Clips.FRAMES);
        assertThat(json.get("picks")).hasSize(json.get("n_steps").asInt());
        assertThat((float) json.at("/features/3/700").asDouble())
                .isEqualTo(found.video().features()[3][700]);
    }

    @Test
    void result_thatIsThere_isReplacedOnlyIfAllowed() throws Exception {
        Path there = Files.writeString(folder.resolve("mini_tvsum.scores.json"), "precious");
        Map<String, Object> headers = Map.of("do", "score", CstaConstants.OUTPUT_DIRECTORY, folder);
        assertThat(routes.send(features, headers).getException())
                .isInstanceOf(OutputException.class)
                .hasMessageContaining("exists");
        assertThat(there).hasContent("precious");
        run("score", features, Map.of(CstaConstants.OUTPUT_DIRECTORY, folder, CstaConstants.OVERWRITE, true));
        assertThat(there).content().startsWith("{\"video_1\"");
    }
}
