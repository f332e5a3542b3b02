package io.csta.it.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.csta.testing.Golden;
import io.csta.testing.PublishedCheckpoints;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code evaluate}: compared with the published code on the same weights and datasets. */
class EvaluateIT {

    private static final JsonNode GOLDEN = Golden.json("evaluation.json");
    private static final double COEFFICIENT = 1e-4;
    private static final double PERCENT = 1e-6;

    @TempDir
    Path folder;

    @Test
    void evaluate_bySumMe_equalsThePublishedCode() throws IOException {
        Golden.copy("mini_summe.h5", folder);
        Golden.copy("mini_summe_splits.txt", folder);
        Path weights = Files.createDirectory(folder.resolve("w"));
        PublishedCheckpoints.scorer(weights.resolve("split1.safetensors"));
        Files.copy(weights.resolve("split1.safetensors"), weights.resolve("split2.safetensors"));

        Csta.Result result = csta(
                        "--dataset",
                        "mini_summe.h5",
                        "--splits",
                        "mini_summe_splits.txt",
                        "--checkpoint",
                        "w/split{n}.safetensors",
                        "--json")
                .succeeded();

        JsonNode found = json(result.out());
        assertThat(found.get("protocol").asText()).isEqualTo("summe");
        assertSplits(found, GOLDEN.get("summe"), List.of("video_5", "video_1"));
        assertThat(result.err().lines()).allMatch(line -> line.startsWith("mini_summe.h5: "));
        assertThat(result.err()).contains("  0 %, split 1, video_5");
    }

    @Test
    void evaluate_byTvSumWithOneCheckpointForAll_equalsThePublishedCode() throws IOException {
        Golden.copy("mini_tvsum.h5", folder);
        Golden.copy("mini_ydata-anno.tsv", folder);
        PublishedCheckpoints.scorer(folder.resolve("w.safetensors"));
        Files.writeString(
                folder.resolve("splits.json"),
                "[{\"train_keys\":[\"../x.h5/video_1\",\"../x.h5/video_3\"],\"test_keys\":[\"../x.h5/video_2\"]}]");
        String[] words = {
            "--dataset",
            "mini_tvsum.h5",
            "--splits",
            "splits.json",
            "--checkpoint",
            "w.safetensors",
            "--annotations",
            "mini_ydata-anno.tsv"
        };

        JsonNode found = json(csta(with(words, "--json")).succeeded().out());
        assertThat(found.get("protocol").asText()).isEqualTo("tvsum");
        assertSplits(found, GOLDEN.get("tvsum"), List.of("video_2"));

        assertThat(csta(words).succeeded().out().lines())
                .containsExactly(
                        "split   video        tau      rho   F1 %",
                        "1       video_2   -0.006   -0.013   60.5",
                        "        mean      -0.006   -0.013   60.5",
                        "",
                        "all     mean      -0.006   -0.013   60.5",
                        "",
                        "Protocol: TVSum.");
        assertThat(csta(with(words, "--markdown")).succeeded().out())
                .contains("| 1 | video_2 | -0.006 | -0.013 | 60.5 |");
    }

    @Test
    void evaluate_withPlots_writesOnePerTestVideo_andReplacesThemOnlyOnRequest() throws IOException {
        Golden.copy("mini_summe.h5", folder);
        Golden.copy("mini_summe_splits.txt", folder);
        PublishedCheckpoints.scorer(folder.resolve("w.safetensors"));
        String[] words = {
            "--dataset",
            "mini_summe.h5",
            "--splits",
            "mini_summe_splits.txt",
            "--checkpoint",
            "w.safetensors",
            "--plots",
            "out/plots"
        };

        String table = csta(words).succeeded().out();
        assertThat(Csta.listing(folder.resolve("out/plots")))
                .containsExactly("split1.video_5.svg", "split2.video_1.svg");
        Path plot = folder.resolve("out/plots/split1.video_5.svg");
        assertThat(plot)
                .content()
                .contains("video_5", "split 1, protocol of SumMe: Kendall's tau 0.266, Spearman's rho 0.271, F1 56.4 %")
                .endsWith("</svg>\n");
        assertThat(table).contains("video_5    0.266    0.271   56.4");

        Files.writeString(plot, "mine");
        assertThat(csta(words).failed(1).err())
                .contains("split1.video_5.svg already exists; choose another folder for --plots, or use --overwrite");
        assertThat(plot).hasContent("mine");
        csta(with(words, "--overwrite")).succeeded();
        assertThat(plot).content().startsWith("<svg");
        assertFails("mini_summe_splits.txt", "w.safetensors", "cannot be created", "--plots", "w.safetensors/plots");
    }

    @Test
    void evaluate_baselines_tellPeopleFromChance() throws IOException {
        Golden.copy("mini_summe.h5", folder);
        Golden.copy("mini_ydata-anno.tsv", folder);
        JsonNode people = json(csta("--baseline", "human", "--dataset", "mini_summe.h5", "--json")
                .succeeded()
                .out());
        JsonNode chance = json(csta("--baseline", "random", "--dataset", "mini_summe.h5", "--json")
                .succeeded()
                .out());
        assertThat(people.get("tau").asDouble()).isGreaterThan(0.1);
        assertThat(chance.get("tau").asDouble()).isBetween(-0.1, 0.1);
        assertThat(people.get("videos")).hasSize(5);
        JsonNode annotators = json(csta("--baseline", "RANDOM", "--annotations", "mini_ydata-anno.tsv", "--json")
                .succeeded()
                .out());
        assertThat(annotators.get("protocol").asText()).isEqualTo("tvsum");
        assertThat(annotators.get("rho").asDouble()).isBetween(-0.05, 0.05);
        assertThat(annotators.get("videos")).hasSize(3);
    }

    @Test
    void evaluate_whatDoesNotFit_failsWithOneLineBeforeWorkStarts() throws IOException {
        Golden.copy("mini_summe.h5", folder);
        Golden.copy("mini_summe_splits.txt", folder);
        Golden.copy("mini_ydata-anno.tsv", folder);
        PublishedCheckpoints.scorer(folder.resolve("w.safetensors"));
        assertFails("summe", "w.safetensors", "summe: split 1 refers to video_6, which is not in mini_summe.h5");
        assertFails("absent.txt", "w.safetensors", "absent.txt: no such file");
        assertFails("mini_summe_splits.txt", "w{n}.pt", "w1.pt: no such file; expected a checkpoint for split 1 of 2");
        assertFails("mini_summe_splits.txt", "mini_summe_splits.txt", "mini_summe_splits.txt");
        assertFails(
                "mini_summe_splits.txt",
                "w.safetensors",
                "no such video: video_5; it has 3 videos",
                "--annotations",
                "mini_ydata-anno.tsv");
    }

    @Test
    void evaluate_optionsThatDoNotFit_areMisuse() {
        assertThat(csta("--dataset", "a.h5").failed(2).err()).contains("--splits is missing");
        assertThat(csta("--baseline", "human").failed(2).err()).contains("--annotations or --dataset is missing");
        csta("--baseline", "human", "--annotations", "a.tsv", "--dataset", "a.h5")
                .failed(2);
        csta("--baseline", "human", "--annotations", "a.tsv", "--splits", "summe")
                .failed(2);
        csta("--baseline", "monkey", "--annotations", "a.tsv").failed(2);
        csta("--json", "--markdown").failed(2);
        assertThat(csta("--baseline", "human", "--dataset", "a.h5", "--plots", "plots")
                        .failed(2)
                        .err())
                .contains("--plots");
        csta("--device", "abacus").failed(2);
    }

    private void assertFails(String splits, String checkpoint, String message, String... more) {
        String[] words = {"--dataset", "mini_summe.h5", "--splits", splits, "--checkpoint", checkpoint};
        Csta.Result result = csta(with(words, more));
        assertThat(result.exit()).isEqualTo(1);
        assertThat(result.out()).isEmpty();
        assertThat(result.err().lines().filter(line -> line.startsWith("csta: ")))
                .singleElement()
                .asString()
                .contains(message);
    }

    private static void assertSplits(JsonNode found, JsonNode golden, List<String> videos) {
        assertThat(found.get("splits")).hasSameSizeAs(golden.get("splits")).hasSameSizeAs(videos);
        for (int i = 0; i < videos.size(); i++) {
            JsonNode split = found.get("splits").get(i);
            assertThat(split.get("split").asInt()).isEqualTo(i + 1);
            assertResult(split, golden.get("splits").get(i));
            assertThat(split.get("videos")).hasSize(1);
            assertResult(
                    split.get("videos").get(videos.get(i)), golden.get("videos").get(videos.get(i)));
        }
        assertThat(found.at("/overall/f1").isNumber()).isTrue();
    }

    private static void assertResult(JsonNode found, JsonNode golden) {
        assertThat(found.get("tau").asDouble()).isCloseTo(golden.get("tau").asDouble(), within(COEFFICIENT));
        assertThat(found.get("rho").asDouble()).isCloseTo(golden.get("rho").asDouble(), within(COEFFICIENT));
        assertThat(found.get("f1").asDouble()).isCloseTo(golden.get("f1").asDouble(), within(PERCENT));
    }

    private Csta.Result csta(String... words) {
        return Csta.in(folder).run(with(new String[] {"evaluate"}, words));
    }

    private static String[] with(String[] words, String... more) {
        return Stream.concat(Arrays.stream(words), Arrays.stream(more)).toArray(String[]::new);
    }

    private static JsonNode json(String text) throws JsonProcessingException {
        return new ObjectMapper().readTree(text);
    }
}
