package io.csta.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.csta.OutputException;
import io.csta.OutputExistsException;
import io.csta.dataset.AnnotatedVideo;
import io.csta.dataset.Dataset;
import io.csta.dataset.DatasetVideo;
import io.csta.dataset.DatasetWriter;
import io.csta.dataset.VideoFeatures;
import io.csta.testing.Svg;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;

class PlotFolderTest {

    private static final int SAMPLES = 40;
    private static final int STEP = 15;
    private static final int FRAMES = SAMPLES * STEP;

    @TempDir
    Path folder;

    /** Ten shots of equal length; people like the first and the last. */
    private static AnnotatedVideo video(boolean timed) {
        double[] times = IntStream.range(0, FRAMES).mapToDouble(i -> i / 10.0).toArray();
        VideoFeatures features = new VideoFeatures(
                new float[SAMPLES][4],
                IntStream.range(0, SAMPLES).map(i -> i * STEP).toArray(),
                FRAMES,
                IntStream.range(1, 10).map(i -> i * FRAMES / 10).toArray(),
                timed
                        ? Optional.of(new VideoFeatures.Origin("holiday & co.mp4", times, Optional.empty()))
                        : Optional.empty());
        float[] importance = new float[SAMPLES];
        importance[0] = 1;
        BitSet first = new BitSet();
        first.set(0, 60);
        BitSet last = new BitSet();
        last.set(540, 600);
        return new AnnotatedVideo(features, importance, new BitSet(), List.of(first, last));
    }

    private void withVideos(BiConsumer<Dataset, List<String>> test, boolean timed, String... names) {
        Path file = folder.resolve("videos.h5");
        Map<String, AnnotatedVideo> videos = new LinkedHashMap<>();
        Stream.of(names).forEach(name -> videos.put(name, video(timed)));
        DatasetWriter.writeAnnotated(file, videos);
        try (Dataset dataset = Dataset.open(file)) {
            test.accept(dataset, dataset.videos());
        }
    }

    private static EvaluatedVideo evaluated(DatasetVideo video, float[] scores) {
        GroundTruth people = GroundTruth.of(video);
        return new EvaluatedVideo(1, video, people, scores, people.evaluate(scores));
    }

    /** The highest scores are in the fifth shot. */
    private static float[] scores() {
        float[] scores = new float[SAMPLES];
        IntStream.range(16, 20).forEach(i -> scores[i] = 0.25f);
        return scores;
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private Svg plot(boolean timed, float[] scores) throws Exception {
        Path plots = folder.resolve("plots");
        withVideos(
                (dataset, videos) -> PlotFolder.prepare(plots, dataset, Map.of(1, videos), true)
                        .write(evaluated(dataset.video("video_1"), scores)),
                timed,
                "video_1");
        assertThat(names(plots)).containsExactly("split1.video_1.svg");
        return Svg.parse(Files.readString(plots.resolve("split1.video_1.svg")));
    }

    @Test
    void write_aVideoWithTimes_showsScoresImportanceAndTheSelectedShot_overSeconds() throws Exception {
        Svg svg = plot(true, scores());

        assertThat(svg.texts())
                .contains(
                        "video_1 (holiday & co.mp4)",
                        "time in seconds",
                        "60",
                        "score (own scale)",
                        "importance (own scale)",
                        "shot that the scores select")
                .anyMatch(text -> text.matches("split 1, protocol of SumMe: Kendall's tau .*, F1 0\\.0 %"));
        Element highlighted = svg.elements("rect").stream()
                .filter(box -> box.getAttribute("fill-opacity").equals("0.16"))
                .findFirst()
                .orElseThrow();
        double[][] score = Svg.points(svg.elements("polyline").get(1));
        double top = Stream.of(score).mapToDouble(point -> point[1]).min().orElseThrow();
        double[] high = Stream.of(score)
                .filter(point -> point[1] == top)
                .mapToDouble(point -> point[0])
                .toArray();
        assertThat(Double.parseDouble(highlighted.getAttribute("x"))).isEqualTo(high[0]);
        assertThat(score).hasDimensions(2 * SAMPLES, 2);
        assertThat(svg.elements("rect").stream()
                        .filter(box -> box.getAttribute("class").equals("green")
                                && box.getAttribute("height").equals("14.0")))
                .as("selected of the shots below")
                .hasSize(1);
        assertThat(svg.elements("rect").stream()
                        .filter(box -> box.getAttribute("class").equals("orange")
                                && box.getAttribute("fill-opacity").equals("0.50")))
                .as("shots that one of two people has in the summary")
                .hasSize(2);
    }

    @Test
    void write_aVideoWithoutTimes_countsFrames_andSaysThatNoShotIsSelected() throws Exception {
        Svg svg = plot(false, new float[SAMPLES]);
        assertThat(svg.texts())
                .contains("video_1", "frame", "600")
                .contains("split 1, protocol of SumMe: Kendall's tau undefined, F1 0.0 %, no shot is selected");
        double[][] score = Svg.points(svg.elements("polyline").get(1));
        assertThat(List.of(score)).allMatch(point -> point[1] == 184);
    }

    @Test
    void write_videosWithNamesOfAnyKind_staysInTheFolder_andKeepsThemApart() throws Exception {
        Path plots = folder.resolve("a/b/plots");
        withVideos(
                (dataset, videos) -> {
                    PlotFolder target = PlotFolder.prepare(plots, dataset, Map.of(1, videos), false);
                    videos.forEach(name -> target.write(evaluated(dataset.video(name), scores())));
                },
                true,
                "..\\..\\evil",
                "evil",
                "EVIL",
                "..",
                "a:b\u202e",
                "x".repeat(220) + "1",
                "x".repeat(220) + "2");
        assertThat(names(folder)).containsExactly("a", "videos.h5");
        assertThat(names(folder.resolve("a/b"))).containsExactly("plots");
        assertThat(names(plots)).hasSize(7).allMatch(name -> name.startsWith("split1.") && name.endsWith(".svg"));
        assertThat(names(plots).stream()
                        .map(name -> name.toLowerCase(Locale.ROOT))
                        .distinct())
                .hasSize(7);
        assertThat(names(plots)).noneMatch(name -> name.matches(".*[/\\\\:\\u202e].*"));
        for (String name : names(plots)) {
            Svg.parse(Files.readString(plots.resolve(name)));
        }
    }

    @Test
    void prepare_wherePlotsExist_isRefusedUnlessTheyMayBeReplaced() throws IOException {
        Path existing = Files.writeString(folder.resolve("split1.video_2.svg"), "mine");
        withVideos(
                (dataset, videos) -> {
                    assertThatThrownBy(() -> PlotFolder.prepare(folder, dataset, Map.of(1, videos), false))
                            .isInstanceOf(OutputExistsException.class)
                            .hasMessageContaining("split1.video_2.svg already exists");
                    assertThat(existing).hasContent("mine");
                    PlotFolder.prepare(folder, dataset, Map.of(1, videos), true)
                            .write(evaluated(dataset.video("video_2"), scores()));
                    assertThat(existing).content().startsWith("<svg");
                },
                false,
                "video_1",
                "video_2");
    }

    @Test
    void prepare_whereAFileHasTheNameOfTheFolder_saysSo() throws IOException {
        Path file = Files.writeString(folder.resolve("plots"), "mine");
        withVideos(
                (dataset, videos) -> assertThatThrownBy(
                                () -> PlotFolder.prepare(file, dataset, Map.of(1, videos), true))
                        .isInstanceOf(OutputException.class)
                        .hasMessageContaining("plots cannot be created"),
                false,
                "video_1");
    }
}
