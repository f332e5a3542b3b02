package io.csta.it.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.csta.checkpoint.Checkpoint;
import io.csta.checkpoint.Tensor;
import io.csta.dataset.Dataset;
import io.csta.dataset.DatasetWriter;
import io.csta.dataset.VideoFeatures;
import io.csta.nn.csta.CstaNetwork;
import io.csta.nn.csta.CstaOptions;
import io.csta.testing.Formula;
import io.csta.testing.Golden;
import io.csta.testing.GoldenSequence;
import io.csta.testing.PublishedCheckpoints;
import io.csta.testing.TestVideos;
import io.jhdf.HdfFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code score}, {@code segment} and {@code features}: reading and writing HDF5 files. */
class FeatureFileIT {

    private static final float TOLERANCE = 2e-5f;

    @TempDir
    Path folder;

    @Test
    void score_goldenFeaturesByACheckpoint_equalsThePublishedCode() {
        JsonNode cases = Golden.json("scores.json").get("cases");
        List<VideoFeatures> videos = new ArrayList<>();
        cases.forEach(golden -> videos.add(features(golden.get("frames").asInt())));
        DatasetWriter.write(folder.resolve("features.h5"), videos);
        PublishedCheckpoints.scorer(folder.resolve("split1.safetensors"));

        Csta.Result result = Csta.in(folder)
                .run("score", "features.h5", "--checkpoint", "split1.safetensors")
                .succeeded();

        assertThat(result.err()).isEmpty();
        JsonNode scores = json(result.out());
        assertThat(cases).isNotEmpty();
        assertThat(scores).hasSameSizeAs(cases);
        for (int i = 0; i < cases.size(); i++) {
            assertThat(Golden.floats(scores.at("/video_%d/scores".formatted(i + 1))))
                    .containsExactly(Golden.floats(cases.get(i).get("scores")), within(TOLERANCE));
        }
    }

    @Test
    @Tag("slow")
    void score_aCheckpointOfAVariant_isScoredAsWhatItIs() {
        JsonNode golden = StreamSupport.stream(
                        Golden.json("variants.json").get("cases").spliterator(), false)
                .filter(variant -> variant.at("/options/model_name").asText().equals("ResNet"))
                .findFirst()
                .orElseThrow();
        DatasetWriter.write(folder.resolve("features.h5"), List.of(features(48)));
        variant(folder.resolve("plain.safetensors"), Map.of());
        variant(folder.resolve("named.safetensors"), Map.of("csta.network", "cnn=resnet 18,cnn_role=values"));

        for (String[] arguments : new String[][] {
            {"plain.safetensors", "--network", "model_name=ResNet"},
            {"plain.safetensors", "--network", "cnn=resnet18,cnn_role=values,skip=keys, with batch norm"},
            {"named.safetensors"}
        }) {
            List<String> line = new ArrayList<>(List.of("score", "features.h5", "--checkpoint"));
            line.addAll(List.of(arguments));
            Csta.Result result =
                    Csta.in(folder).run(line.toArray(String[]::new)).succeeded();
            assertThat(Golden.floats(json(result.out()).at("/video_1/scores")))
                    .containsExactly(Golden.floats(golden.get("scores")), within(TOLERANCE));
        }
        assertThat(Csta.in(folder)
                        .run("score", "features.h5", "--checkpoint", "plain.safetensors")
                        .failed(1)
                        .err())
                .contains("plain.safetensors", "not a checkpoint of CSTA with its published options", "missing");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "colour=red | unknown network option colour",
                "key_value_emb=v | fails in the authors' code",
                "model_name=ResNet_Attention,key_value_emb=None | features that are not embedded have 1024"
            })
    void score_aNetworkThatCannotBe_isMisuse(String network, String reason) {
        assertThat(Csta.in(folder)
                        .run("score", "nowhere.h5", "--checkpoint", "nowhere.pt", "--network", network)
                        .failed(2)
                        .err())
                .contains("--network", reason);
    }

    private static void variant(Path file, Map<String, String> metadata) {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        new CstaNetwork(CstaOptions.of("model_name=ResNet")).parameters().forEach((key, parameter) -> {
            long[] shape = parameter.getShape().getShape();
            tensors.put(key, Tensor.of(Formula.parameter(key, shape), shape));
        });
        new Checkpoint(tensors, metadata).writeSafetensors(file);
    }

    @Test
    void score_oneToFourteenRows_givesOneScoreARowIntoTheFile() throws IOException {
        DatasetWriter.write(
                folder.resolve("features.h5"),
                IntStream.rangeClosed(1, 14).mapToObj(FeatureFileIT::features).toList());
        Path file = Files.writeString(folder.resolve("scores.json"), "an older file");

        Csta.Result result =
                Csta.in(folder).run("score", "features.h5", "-o", "scores.json").succeeded();

        assertThat(result.out()).isEmpty();
        assertThat(result.err()).isEmpty();
        JsonNode scores = json(Files.readString(file));
        assertThat(scores).hasSize(14);
        for (int rows = 1; rows <= 14; rows++) {
            assertThat(scores.at("/video_%d/scores".formatted(rows)))
                    .hasSize(rows)
                    .allMatch(score -> score.isNumber() && Double.isFinite(score.asDouble()));
        }
        assertThat(Csta.listing(folder)).containsExactly("features.h5", "scores.json");
    }

    @Test
    void score_whatIsNoFeatureFile_failsWithOneLineNamingIt() throws IOException {
        Files.writeString(folder.resolve("notes.h5"), "These are no features.");
        assertThat(Csta.in(folder).run("score", "notes.h5").failed(1).err()).contains("notes.h5");
    }

    @Test
    void score_aModelAndACheckpoint_isMisuse() {
        Csta.in(folder)
                .run("score", "a.h5", "--model", "x", "--checkpoint", "y.pt")
                .failed(2);
    }

    @Test
    void segment_goldenFeatures_cutsThemExactlyAsThePublishedCode() {
        List<GoldenSequence> sequences = GoldenSequence.all().toList();
        DatasetWriter.write(
                folder.resolve("features.h5"),
                sequences.stream().map(sequence -> video(sequence.features())).toList());

        Csta.Result result = Csta.in(folder).run("segment", "features.h5").succeeded();

        assertThat(result.err()).isEmpty();
        JsonNode found = json(result.out());
        for (int i = 0; i < sequences.size(); i++) {
            int rows = sequences.get(i).shotLengths().stream().mapToInt(l -> l).sum();
            assertSegments(found.get("video_" + (i + 1)), sequences.get(i).changePoints(), rows);
        }
    }

    @Test
    void segment_aVideo_findsEveryHardCutOnItsFrame() throws IOException {
        TestVideos.ofScenes(70, 51, 39, 75, 65).fps("25").write(folder.resolve("five.mp4"));
        Csta.Result result =
                Csta.in(folder).run("segment", "five.mp4", "-o", "shots.json").succeeded();
        assertThat(result.out()).isEmpty();
        JsonNode found = json(Files.readString(folder.resolve("shots.json")));
        assertThat(found).hasSize(1);
        assertSegments(found.get("video_1"), List.of(70, 121, 160, 235), 300);
    }

    @Test
    void features_severalVideos_areGroupsInTheOrderOfTheArguments() {
        TestVideos.ofScenes(30, 30).fps("10").write(folder.resolve("b.mp4"));
        TestVideos.ofFrames(47).fps("10").write(folder.resolve("a.mp4"));

        Csta.Result result = Csta.in(folder)
                .run("features", "b.mp4", "a.mp4", "-o", "week.h5", "--sample-every", "4")
                .succeeded();

        assertThat(result.out()).isEmpty();
        assertThat(Csta.listing(folder)).containsExactly("a.mp4", "b.mp4", "week.h5");
        assertGroup("video_1", 60, new int[][] {{0, 29}, {30, 59}});
        assertGroup("video_2", 47, new int[][] {{0, 46}});
    }

    private void assertGroup(String group, int frames, int[][] shots) {
        int samples = (frames + 3) / 4;
        try (Dataset file = Dataset.open(folder.resolve("week.h5"))) {
            assertThat(file.videos()).containsExactly("video_1", "video_2");
            assertThat(file.video(group).features()).hasDimensions(samples, 1280);
            assertThat(file.video(group).videoName()).hasValue(group.equals("video_1") ? "b.mp4" : "a.mp4");
            double[] times = file.video(group).frameTimes().orElseThrow();
            assertThat(times).hasSize(frames);
            assertThat(times[46]).isCloseTo(4.6, within(1e-9));
        }
        try (HdfFile file = new HdfFile(folder.resolve("week.h5"))) {
            assertThat(number(file, group + "/n_frames")).isEqualTo(frames);
            assertThat(number(file, group + "/n_steps")).isEqualTo(samples);
            assertThat((int[]) data(file, group + "/picks"))
                    .containsExactly(IntStream.range(0, samples).map(i -> 4 * i).toArray());
            assertThat((int[][]) data(file, group + "/change_points")).isDeepEqualTo(shots);
        }
    }

    private static Object data(HdfFile file, String path) {
        return file.getDatasetByPath(path).getData();
    }

    private static int number(HdfFile file, String path) {
        return ((Number) data(file, path)).intValue();
    }

    private static void assertSegments(JsonNode video, List<Integer> changePoints, int frames) {
        assertThat(video.get("change_points")).extracting(JsonNode::asInt).isEqualTo(changePoints);
        List<List<Integer>> shots = new ArrayList<>();
        video.get("shots")
                .forEach(shot ->
                        shots.add(List.of(shot.get(0).asInt(), shot.get(1).asInt())));
        assertThat(shots).hasSize(changePoints.size() + 1);
        for (int s = 0; s < shots.size(); s++) {
            int first = s == 0 ? 0 : changePoints.get(s - 1);
            int next = s < changePoints.size() ? changePoints.get(s) : frames;
            assertThat(shots.get(s)).containsExactly(first, next - 1);
        }
    }

    private static VideoFeatures features(int rows) {
        return video(Formula.uniformRows("features/" + rows, rows, 1024, 0, 1));
    }

    private static VideoFeatures video(float[][] rows) {
        return new VideoFeatures(rows, IntStream.range(0, rows.length).toArray(), rows.length, new int[0]);
    }

    private static JsonNode json(String text) {
        try {
            return new ObjectMapper().readTree(text);
        } catch (JsonProcessingException e) {
            throw new AssertionError(text, e);
        }
    }
}
