package io.csta.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.csta.dataset.AnnotatedVideo;
import io.csta.dataset.Dataset;
import io.csta.dataset.DatasetWriter;
import io.csta.dataset.Ratings;
import io.csta.dataset.VideoFeatures;
import io.csta.dataset.VideoFeatures.Origin;
import io.csta.testing.Formula;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CollectionAnnotatorTest {

    @TempDir
    Path folder;

    @Test
    void annotate_ratingsOfTwo_givesMeansAtSamplesAndASummaryEach() throws IOException {
        AnnotatedVideo found = annotate(
                        List.of(clip("a.mp4")), "a.mp4,Ada,0,0.9,10\na.mp4,Ada,3,3.9,5\na.mp4,Bob,3,6,2\n")
                .get("video_1");
        // Ada: 1 in frames 0 to 8, 0.5 in frames 30 to 38; Bob: 1 in frames 30 to 59; a frame is 0.1 s.
        assertThat(found.gtScore()).containsExactly(0.5f, 0, 0.75f, 0.5f);
        assertThat(found.userSummary()).containsExactly(bits(0, 9), bits(30, 39));
        assertThat(found.gtSummary()).isEqualTo(bits(2, 3));
        assertThat(found.video().picks()).containsExactly(0, 15, 30, 45);
    }

    @Test
    void annotate_writtenAndRead_isADatasetToEvaluateWith() throws IOException {
        Map<String, AnnotatedVideo> found =
                annotate(List.of(clip("a.mp4"), clip("b.mp4")), "b.mp4,Ada,0,0.9,1\nvideo_1,Ada,3,9,1\n");
        Path file = folder.resolve("dataset.h5");
        DatasetWriter.writeAnnotated(file, found);
        try (Dataset dataset = Dataset.open(file)) {
            assertThat(dataset.videos()).containsExactly("video_1", "video_2");
            assertThat(dataset.video("video_1").userSummary()).containsExactly(bits(30, 39));
            assertThat(dataset.video("video_2").userSummary()).containsExactly(bits(0, 9));
            assertThat(dataset.video("video_2").gtScore()).containsExactly(1, 0, 0, 0);
            assertThat(dataset.video("video_2").gtSummary()).hasValue(bits(0, 1));
            assertThat(dataset.video("video_2").videoName()).hasValue("b.mp4");
            assertThat(dataset.video("video_1").features())
                    .isDeepEqualTo(clip("a.mp4").features());
            assertThat(GroundTruth.of(dataset.video("video_1"))
                            .evaluate(new float[] {0, 0, 1, 0})
                            .f1())
                    .hasValue(100);
        }
    }

    @Test
    void annotate_noShotThatFits_givesTheBestRunOfFrames() throws IOException {
        VideoFeatures oneShot = new VideoFeatures(
                new float[2][3], new int[] {0, 30}, 60, new int[0], Optional.of(new Origin("a.mp4", times(60))));
        AnnotatedVideo found = annotate(List.of(oneShot), "a.mp4,Ada,2,5,1\n").get("video_1");
        assertThat(found.userSummary()).containsExactly(bits(20, 29));
    }

    @Test
    void annotate_framesThatDoNotLastEquallyLong_goesByTheirTimes() throws IOException {
        double[] times = times(60);
        for (int i = 30; i < 60; i++) {
            times[i] = 100 + i;
        }
        VideoFeatures video = new VideoFeatures(
                new float[2][3], new int[] {0, 30}, 60, new int[0], Optional.of(new Origin("a", times)));
        AnnotatedVideo found = annotate(List.of(video), "a,Ada,130,131,1\n").get("video_1");
        assertThat(found.gtScore()).containsExactly(0, 1);
    }

    @Test
    void annotate_frameTimesThatRoundedDown_countAsTheDecimalThatWasMeant() throws IOException {
        double[] times = times(60);
        times[30] = Math.nextDown(times[30]);
        VideoFeatures video = new VideoFeatures(
                new float[2][3], new int[] {29, 30}, 60, new int[0], Optional.of(new Origin("a", times)));
        assertThat(annotate(List.of(video), "a,Ada,2,3,1\n").get("video_1").gtScore())
                .containsExactly(1, 0);
        assertThat(annotate(List.of(video), "a,Ada,3,4,1\n").get("video_1").gtScore())
                .containsExactly(0, 1);
    }

    @Test
    void annotate_whatDoesNotFit_isRefusedWithTheLine() throws IOException {
        List<VideoFeatures> two = List.of(clip("a.mp4"), clip("b.mp4"));
        assertRefused(two, "a.mp4,Ada,0,1,1\nc.mp4,Ada,0,1,1\n", "line 3 rates 'c.mp4', but ");
        assertRefused(two, "c.mp4,Ada,0,1,1\n", "it has video_1 (a.mp4), video_2 (b.mp4)");
        assertRefused(two, "a.mp4,Ada,0,1,1\n", "ratings.csv: no ratings for video_2 (b.mp4) of ");
        List<VideoFeatures> one = List.of(clip("a.mp4"));
        assertRefused(
                one,
                "a.mp4,Ada,6,7,1\n",
                "line 2 covers 6.0 to 7.0 seconds, but no frame of a.mp4 starts in it; the last frame starts at 5.900"
                        + " seconds");
        assertRefused(one, "a.mp4,Ada,0.01,0.09,1\n", "line 2 covers 0.01 to 0.09 seconds, but no frame");
        assertRefused(one, "a.mp4,Ada,2,4,1\na.mp4,Bob,0,3,1\na.mp4,Ada,0,3,1\n", "line 4 overlaps line 2 of the same");
        assertRefused(
                one, "a.mp4,Ada,0,1,0\na.mp4,Bob,0,3,1\n", "line 2: annotator Ada has no score above 0 for a.mp4");
        assertRefused(
                List.of(clip("a.mp4"), clip("a.mp4")),
                "a.mp4,Ada,0,1,1\n",
                "line 2 rates 'a.mp4', which is the file of both video_1 and video_2; name the group instead");
        VideoFeatures unknown = new VideoFeatures(new float[1][3], new int[1], 9, new int[0]);
        assertRefused(
                List.of(unknown), "video_1,Ada,0,1,1\n", "group video_1 has neither 'frame_times' nor 'fps', so times");
    }

    private void assertRefused(List<VideoFeatures> videos, String lines, String message) {
        assertThatThrownBy(() -> annotate(videos, lines))
                .isInstanceOf(EvaluationException.class)
                .hasMessageContaining(message);
    }

    private Map<String, AnnotatedVideo> annotate(List<VideoFeatures> videos, String lines) throws IOException {
        Path file = folder.resolve("features.h5");
        DatasetWriter.write(file, videos);
        Path csv = Files.writeString(folder.resolve("ratings.csv"), "video,annotator,start,end,score\n" + lines);
        try (Dataset dataset = Dataset.open(file)) {
            return CollectionAnnotator.annotate(dataset, Ratings.read(csv));
        }
    }

    /** Six seconds of ten frames each, samples every fifteenth, shots of 9 and 21 frames in turn: a budget of 9. */
    private static VideoFeatures clip(String name) {
        return new VideoFeatures(
                Formula.uniformRows(name, 4, 3, 0, 1),
                new int[] {0, 15, 30, 45},
                60,
                new int[] {9, 30, 39},
                Optional.of(new Origin(name, times(60))));
    }

    private static double[] times(int frames) {
        return IntStream.range(0, frames).mapToDouble(i -> i / 10.0).toArray();
    }

    private static BitSet bits(int from, int to) {
        BitSet bits = new BitSet();
        bits.set(from, to);
        return bits;
    }
}
