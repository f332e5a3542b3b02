package io.csta.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.csta.Sha256;
import io.csta.checkpoint.Checkpoint;
import io.csta.checkpoint.DType;
import io.csta.nn.csta.CstaOptions;
import io.csta.summary.ProgressListener;
import io.csta.summary.Summarizer;
import io.csta.summary.Summary;
import io.csta.summary.SummaryOptions;
import io.csta.testing.Tool;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The built-in model: its card, and its results on a real video. */
class StarterModelTest {

    private static final long MOST_BYTES = 30_000_000;
    private static final Path TRAILER = Path.of("..", "docs", "media", "sintel-trailer.mp4");

    @TempDir
    private Path folder;

    private final ModelCard card = ModelStore.in(Path.of("nowhere")).card("starter");

    @Test
    void card_isOfTheWeightsInTheBox() throws IOException {
        ModelCard.WeightFile file = Objects.requireNonNull(card.files().get(ModelCard.SCORER), "the scorer's weights");
        Path weights = folder.resolve(file.file());
        try (InputStream inTheBox = StarterBundle.class.getResourceAsStream("starter/" + file.file())) {
            Files.copy(Objects.requireNonNull(inTheBox), weights);
        }
        assertThat(card.files()).containsOnlyKeys(ModelCard.SCORER);
        assertThat(Sha256.of(weights)).isEqualTo(file.sha256());
        assertThat(Files.size(weights)).isLessThanOrEqualTo(MOST_BYTES);
        Checkpoint scorer = Checkpoint.read(weights);
        assertThat(CstaOptions.of(scorer)).contains(card.network());
        scorer.tensors().forEach((key, tensor) -> {
            assertThat(key).doesNotContain("aux", "fc", "Positional_encoding", "num_batches_tracked");
            assertThat(tensor.dtype()).as(key).isEqualTo(tensor.shape().length > 1 ? DType.FLOAT16 : DType.FLOAT32);
        });
    }

    @Test
    void card_saysHowItWasMade_andHowGoodItIs() {
        ModelCard.Training training = card.training().orElseThrow();
        assertThat(training.run()).containsKeys("command", "films", "seeds of films", "training seconds", "seed");
        assertThat(card.limits().orElseThrow()).contains("without real footage");
        assertThat(card.licence()).isEqualTo("Apache-2.0");
        assertThat(card.selectionDefaults()).isEqualTo(SelectionDefaults.WATCHABLE);
        Map<String, Double> metrics = training.metrics();
        assertThat(metrics.get("tau")).isGreaterThanOrEqualTo(0.45);
        assertThat(metrics.get("f1_of_cuts_fast")).isGreaterThanOrEqualTo(0.9);
        assertThat(metrics.get("f1_of_cuts_full")).isGreaterThanOrEqualTo(0.9);
        assertThat(metrics.get("important_share"))
                .isGreaterThanOrEqualTo(0.7)
                .isGreaterThan(metrics.get("important_share_uniform"))
                .isGreaterThan(metrics.get("important_share_random"));
        assertThat(metrics.get("empty_share"))
                .isLessThanOrEqualTo(0.05)
                .isLessThan(metrics.get("empty_share_uniform"))
                .isLessThan(metrics.get("empty_share_random"));
    }

    /** Sixteen seconds of the trailer, eight blank ones, sixteen more, and one frame of them repeated for twelve. */
    @Test
    void summarize_aRealVideoWithDeadStretches_leavesThoseOut() {
        Path video = folder.resolve("join.mp4");
        String trailer = TRAILER.toString();
        String size = "scale=320:180,setsar=1,fps=12";
        Tool.ffmpeg(
                "-ss",
                "12",
                "-t",
                "16",
                "-i",
                trailer,
                "-f",
                "lavfi",
                "-t",
                "8",
                "-i",
                "color=black:s=320x180:r=12",
                "-ss",
                "30",
                "-t",
                "16",
                "-i",
                trailer,
                "-ss",
                "40",
                "-t",
                "0.04",
                "-i",
                trailer,
                "-filter_complex",
                "[0:v]%1$s[a];[1:v]%1$s[b];[2:v]%1$s[c];[3:v]%1$s,trim=end_frame=1,loop=143:1[d];[a][b][c][d]concat=n=4[v]"
                        .formatted(size),
                "-map",
                "[v]",
                "-c:v",
                "libopenh264",
                "-b:v",
                "1M",
                video.toString());
        Summary summary;
        try (SummaryModel model = ModelStore.in(folder).load("starter", "cpu")) {
            summary = new Summarizer(model).summarize(video, SummaryOptions.DEFAULTS, ProgressListener.NONE);
        }

        double moving = (meanScore(summary, 0, 16) + meanScore(summary, 24, 40)) / 2;
        assertThat(meanScore(summary, 16, 24)).as("black").isLessThan(moving);
        assertThat(meanScore(summary, 40, 52)).as("frozen").isLessThan(moving);
        assertThat(summary.segments()).isNotEmpty().allSatisfy(segment -> {
            assertThat(seconds(segment, 16, 24)).as("black").isLessThan(0.5);
            assertThat(seconds(segment, 40, 52)).as("frozen").isLessThan(0.5);
        });
    }

    private static double meanScore(Summary summary, double from, double to) {
        List<Integer> frames = summary.samples().frames();
        return IntStream.range(0, frames.size())
                .filter(i -> {
                    double time = frames.get(i) / summary.video().fps();
                    return from <= time && time < to;
                })
                .mapToDouble(i -> summary.samples().scores().get(i))
                .average()
                .orElseThrow();
    }

    /** How much of a segment lies in an interval. */
    private static double seconds(Summary.Segment segment, double from, double to) {
        return Math.max(0, Math.min(to, segment.end()) - Math.max(from, segment.start()));
    }
}
