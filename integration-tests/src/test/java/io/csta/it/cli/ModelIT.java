package io.csta.it.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.csta.dataset.DatasetWriter;
import io.csta.dataset.VideoFeatures;
import io.csta.it.service.SharedHome;
import io.csta.testing.Formula;
import io.csta.testing.Golden;
import io.csta.testing.PublishedCheckpoints;
import io.csta.testing.TestVideos;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code model}, and the use of a model that was imported. */
class ModelIT {

    @TempDir
    static Path published;

    @TempDir
    static Path home;

    @TempDir
    Path folder;

    @BeforeAll
    static void importIt() {
        SharedHome.copyTo(home);
        PublishedCheckpoints.extractor(published.resolve("googlenet.safetensors"));
        PublishedCheckpoints.scorer(published.resolve("split1.safetensors"));
        Csta.Result result = importAs("mine").succeeded();
        assertThat(result.out()).contains("mine");
        assertThat(result.err()).isEmpty();
    }

    @Test
    void list_afterAnImport_hasTheBuiltInModelsAndTheImportedOne() {
        List<String> lines =
                csta().run("model", "list").succeeded().out().lines().toList();
        assertThat(lines).hasSize(3);
        assertThat(lines.get(0)).startsWith("starter (default)");
        assertThat(lines.get(1)).startsWith("untrained ").contains("nothing");
        assertThat(lines.get(2)).startsWith("mine ").contains("googlenet.safetensors", "split1.safetensors");
    }

    @Test
    void show_anImportedModel_isItsCard() throws IOException {
        JsonNode card = new ObjectMapper()
                .readTree(csta().run("model", "show", "mine").succeeded().out());
        assertThat(card.get("name").asText()).isEqualTo("mine");
        for (String role : List.of("extractor", "scorer")) {
            assertThat(card.at("/files/" + role + "/sha256").asText()).matches("[0-9a-f]{64}");
            assertThat(home.resolve("models").resolve("mine"))
                    .isDirectoryContaining(file ->
                            file.endsWith(card.at("/files/" + role + "/file").asText()));
        }
    }

    @Test
    void show_anUnknownModel_saysWhichAreKnown() {
        assertThat(csta().run("model", "show", "best").failed(1).err()).contains("best", "starter", "mine");
    }

    @Test
    void import_aNameThatIsTaken_isRefused() {
        assertThat(importAs("mine").failed(1).err()).contains("mine exists", "overwriting");
    }

    @Test
    void show_theModelInTheBox_saysWhatItIsAndHowGood() throws IOException {
        JsonNode card = new ObjectMapper()
                .readTree(csta().run("model", "show", "starter").succeeded().out());
        assertThat(card.get("limits").asText()).contains("without real footage");
        assertThat(card.at("/training/run/command").asText()).contains("-Pstarter");
        assertThat(card.at("/training/metrics/tau").isNumber()).isTrue();
    }

    @Test
    void import_theNameOfABuiltInModel_isRefused() {
        assertThat(importAs("starter").failed(1).err()).contains("starter is the name of a built-in model");
    }

    @Test
    void summarize_untrained_warnsThatScoresMeanNothing() {
        TestVideos.ofScenes(30, 40).fps("10").write(folder.resolve("a.mp4"));
        Csta.Result result =
                csta().run("summarize", "a.mp4", "--model", "untrained").succeeded();
        List<String> lines = result.err().lines().toList();
        assertThat(lines.get(lines.size() - 1)).startsWith("csta: ").contains("have no meaning");
        JsonNode model =
                SummaryFile.assertConsistent(folder.resolve("a.summary.mp4")).get("model");
        assertThat(model.get("name").asText()).isEqualTo("untrained");
        assertThat(model.get("warning").asText()).contains("have no meaning");
    }

    @Test
    void summarize_withAnImportedModel_namesItAndDoesNotWarn() {
        TestVideos.ofScenes(30, 40).fps("10").write(folder.resolve("a.mp4"));
        Csta.Result result = csta().run("summarize", "a.mp4", "--model", "mine").succeeded();
        assertThat(result.err()).doesNotContain("have no meaning");
        JsonNode model =
                SummaryFile.assertConsistent(folder.resolve("a.summary.mp4")).get("model");
        assertThat(model.get("name").asText()).isEqualTo("mine");
        assertThat(model.get("extractor").asText()).contains("googlenet sha256:");
        assertThat(model.get("scorer").asText()).contains("csta sha256:");
        assertThat(model.has("warning")).isFalse();
    }

    @Test
    void score_withAnImportedModel_equalsThePublishedCode() throws IOException {
        JsonNode golden = Golden.json("scores.json").get("cases").get(0);
        int rows = golden.get("frames").asInt();
        DatasetWriter.write(
                folder.resolve("features.h5"),
                List.of(new VideoFeatures(
                        Formula.uniformRows("features/" + rows, rows, 1024, 0, 1),
                        IntStream.range(0, rows).toArray(),
                        rows,
                        new int[0])));
        String bundle = home.resolve("models").resolve("mine").toString();
        Csta.Result result =
                csta().run("score", "features.h5", "--model", bundle).succeeded();
        assertThat(result.err()).isEmpty();
        assertThat(Golden.floats(new ObjectMapper().readTree(result.out()).at("/video_1/scores")))
                .containsExactly(Golden.floats(golden.get("scores")), within(2e-5f));
    }

    @Test
    void modelWithAnExtractorOfWiderVectors_findsShots_butIsRefusedForSummariesBeforeAnyWork() throws IOException {
        Path wider = Files.createDirectories(folder.resolve("wider"));
        Path mine = home.resolve("models/mine");
        Files.copy(mine.resolve("scorer.safetensors"), wider.resolve("scorer.safetensors"));
        Files.writeString(
                wider.resolve("model.json"),
                Files.readString(mine.resolve("model.json"))
                        .replaceFirst("\"extractor\" : \"googlenet\"", "\"extractor\" : \"efficientnet-lite0\""));
        TestVideos.ofScenes(50, 40).fps("25").write(folder.resolve("a.mp4"));

        csta().run("segment", "a.mp4", "--model", "wider", "-o", "shots.json").succeeded();
        assertThat(new ObjectMapper()
                        .readTree(folder.resolve("shots.json").toFile())
                        .at("/video_1/change_points/0")
                        .asInt())
                .isEqualTo(50);
        assertThat(csta().run("summarize", "a.mp4", "--model", "wider")
                        .failed(1)
                        .err())
                .contains("efficientnet-lite0, computes vectors of 1280 values, but its scorer takes 1024");
        assertThat(Csta.listing(folder)).containsExactly("a.mp4", "shots.json", "wider");
    }

    private Csta csta() {
        return Csta.in(folder).home(home);
    }

    private static Csta.Result importAs(String name) {
        return Csta.in(published)
                .home(home)
                .run(
                        "model",
                        "import",
                        "--extractor",
                        "googlenet.safetensors",
                        "--scorer",
                        "split1.safetensors",
                        "--name",
                        name);
    }
}
