package io.csta.it.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.csta.dataset.Dataset;
import io.csta.dataset.DatasetVideo;
import io.csta.testing.PublishedCheckpoints;
import io.csta.testing.TestVideos;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From videos and a CSV of ratings to a dataset, and to figures about it. */
class AnnotateIT {

    @TempDir
    Path folder;

    @Test
    void annotate_anOwnCollection_holdsTheRatingsOfEachVideo() throws IOException {
        annotateWeek();

        try (Dataset dataset = Dataset.open(folder.resolve("dataset.h5"))) {
            assertThat(dataset.videos()).containsExactly("video_1", "video_2");
            DatasetVideo monday = dataset.video("video_1");
            assertThat(monday.videoName()).hasValue("monday.mp4");
            assertThat(monday.gtScore()).hasSize(60);
            assertThat(monday.gtScore()[24]).isZero();
            assertThat(monday.gtScore()[25]).isEqualTo(0.5f);
            assertThat(monday.gtScore()[31]).isEqualTo(0.5f);
            assertThat(monday.gtScore()[32]).isZero();
            assertThat(monday.userSummary()).containsExactly(bits(121, 160), bits(0, 45));
            assertThat(dataset.video("video_2").userSummary()).containsExactly(bits(0, 9), bits(30, 39));
        }
    }

    @Test
    @Tag("slow")
    void annotate_anOwnCollection_canBeTrainedAndEvaluatedWith() throws IOException {
        annotateWeek();

        train("--extractor", "starter").succeeded();
        JsonNode found = new ObjectMapper()
                .readTree(Csta.in(folder)
                        .run(
                                "evaluate",
                                "--dataset",
                                "dataset.h5",
                                "--splits",
                                "splits.json",
                                "--checkpoint",
                                "trained/split{n}.safetensors",
                                "--json")
                        .succeeded()
                        .out());
        assertThat(found.get("splits")).hasSize(2);
        assertThat(found.at("/overall/f1").isNumber()).isTrue();
        Csta.in(folder)
                .run("summarize", "monday.mp4", "--model", "trained/model")
                .succeeded();
        assertThat(folder.resolve("monday.summary.mp4")).isNotEmptyFile();

        PublishedCheckpoints.extractor(folder.resolve("another.safetensors"));
        assertThat(train("--extractor", "another.safetensors").failed(1).err())
                .contains("dataset.h5: the features of video_1 were extracted by efficientnet-lite0 trained"
                        + " on ImageNet");
    }

    private void annotateWeek() throws IOException {
        TestVideos.ofScenes(70, 51, 39, 75, 65).fps("25").write(folder.resolve("monday.mp4"));
        TestVideos.ofFrames(60).fps("10").write(folder.resolve("tuesday, late.mp4"));
        Files.writeString(
                folder.resolve("ratings.csv"),
                """
                video,annotator,start,end,score
                monday.mp4,Ada,4.84,6.4,5
                monday.mp4,Bob,0,1.8,2
                "tuesday, late.mp4",Ada,0,2,4
                "tuesday, late.mp4",Ada,2,6,1
                video_2,Bob,3,5,1
                """);
        Files.writeString(
                folder.resolve("splits.json"),
                """
                {"splits": [{"train": ["video_1"], "test": ["video_2"]},
                            {"train": ["video_2"], "test": ["video_1"]}]}
                """);

        assertThat(Csta.in(folder)
                        .run("features", "monday.mp4", "tuesday, late.mp4", "-o", "week.h5", "--sample-every", "5")
                        .succeeded()
                        .err()
                        .lines())
                .anyMatch(line -> line.matches("monday.mp4: [0-9]+ samples in [0-9]+ shots?, written to week.h5"))
                .anyMatch(
                        line -> line.matches("tuesday, late.mp4: [0-9]+ samples in [0-9]+ shots?, written to week.h5"));
        Csta.Result result = Csta.in(folder)
                .run("annotate", "week.h5", "--ratings", "ratings.csv", "-o", "dataset.h5")
                .succeeded();
        assertThat(result.out()).isEmpty();
        assertThat(result.err())
                .isEqualTo("2 videos with 5 ratings by 2 annotators, written to dataset.h5%n".formatted());
    }

    private Csta.Result train(String... more) {
        List<String> words = new ArrayList<>(List.of("train", "--dataset", "dataset.h5", "--splits", "splits.json"));
        words.addAll(List.of("-o", "trained", "--protocol", "published", "--epochs", "1", "--quiet"));
        words.addAll(List.of(more));
        return Csta.in(folder).run(words.toArray(String[]::new));
    }

    @Test
    void annotate_ratingsThatDoNotFit_failsWithTheLineAndWritesNothing() throws IOException {
        TestVideos.ofFrames(30).fps("10").write(folder.resolve("a.mp4"));
        Csta.in(folder).run("features", "a.mp4", "-o", "a.h5").succeeded();
        Path ratings = folder.resolve("r.csv");

        Files.writeString(ratings, "video,annotator,start,end,score\na.mp4,Ada,0,1,1\nb.mp4,Ada,0,1,1\n");
        assertThat(annotate().failed(1).err()).contains("r.csv: line 3 rates 'b.mp4', but a.h5 has no such group");
        Files.writeString(ratings, "video,annotator,start,end,score\na.mp4,Ada,0,one,1\n");
        assertThat(annotate().failed(1).err()).contains("r.csv: line 2 has 'one' as end");
        Files.writeString(ratings, "video,annotator,start,end,score\na.mp4,Ada,3,4,1\n");
        assertThat(annotate().failed(1).err()).contains("r.csv: line 2 covers 3.0 to 4.0 seconds, but no frame");
        assertThat(Csta.listing(folder)).containsExactly("a.h5", "a.mp4", "r.csv");

        Csta.in(folder).run("annotate", "a.h5", "-o", "d.h5").failed(2);
    }

    private Csta.Result annotate() {
        return Csta.in(folder).run("annotate", "a.h5", "--ratings", "r.csv", "-o", "d.h5");
    }

    private static BitSet bits(int from, int to) {
        BitSet bits = new BitSet();
        bits.set(from, to);
        return bits;
    }
}
