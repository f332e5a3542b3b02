package io.csta.summary;

import static org.assertj.core.api.Assertions.assertThat;

import io.csta.dataset.DatasetWriter;
import io.csta.dataset.VideoFeatures;
import io.csta.model.ModelCard;
import io.csta.segmentation.Shot;
import io.csta.testing.TestModels;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoredFeaturesTest {

    private static final int SHOT = 40;
    private static final List<Shot> ONE_SHOT = List.of(new Shot(0, 2 * SHOT - 1));
    private static final List<Shot> TWO_SHOTS = List.of(new Shot(0, SHOT - 1), new Shot(SHOT, 2 * SHOT - 1));

    /** Two runs of vectors that differ by more than the published penalty, but by less than four times that penalty. */
    private static final float[][] FEATURES = IntStream.range(0, 2 * SHOT)
            .mapToObj(row -> row < SHOT ? new float[] {1, 0} : new float[] {0.875f, 0.484f})
            .toArray(float[][]::new);

    @TempDir
    private Path folder;

    @Test
    void shots_ofAKnownExtractor_haveItsPenalty() {
        assertThat(shots(Optional.of("efficientnet-lite0 trained on ImageNet"))).isEqualTo(ONE_SHOT);
        assertThat(shots(Optional.of("googlenet sha256:0123456789abcdef"))).isEqualTo(TWO_SHOTS);
    }

    @Test
    void shots_ofTheExtractorOfABuiltInModel_haveItsPenalty() {
        ModelCard card = TestModels.untrained().card();
        assertThat(shots(Optional.of(card.identity(ModelCard.EXTRACTOR)))).isEqualTo(TWO_SHOTS);
    }

    @Test
    void shots_ofAnUnknownExtractor_haveThePublishedPenalty() {
        assertThat(shots(Optional.empty())).isEqualTo(TWO_SHOTS);
        assertThat(shots(Optional.of("efficientnet-lite9 trained on ImageNet"))).isEqualTo(TWO_SHOTS);
        assertThat(shots(Optional.of(""))).isEqualTo(TWO_SHOTS);
    }

    private List<Shot> shots(Optional<String> extractor) {
        int[] picks = IntStream.range(0, FEATURES.length).toArray();
        double[] times = IntStream.range(0, FEATURES.length).asDoubleStream().toArray();
        Path file = folder.resolve("features.h5");
        DatasetWriter.write(
                file,
                List.of(new VideoFeatures(
                        FEATURES,
                        picks,
                        FEATURES.length,
                        new int[0],
                        Optional.of(new VideoFeatures.Origin("a.mp4", times, extractor)))));
        return StoredFeatures.shots(file).get("video_1");
    }
}
