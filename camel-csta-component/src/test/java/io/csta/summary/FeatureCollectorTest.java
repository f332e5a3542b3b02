package io.csta.summary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.csta.CancelledException;
import io.csta.features.FeatureExtractor;
import io.csta.features.ImageTransform;
import io.csta.nn.PictureCnn;
import io.csta.nn.engine.Device;
import io.csta.onnx.ClosedNetworkException;
import io.csta.testing.Formula;
import io.csta.testing.TestVideos;
import io.csta.video.Picture;
import io.csta.video.VideoReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 2, unit = TimeUnit.MINUTES)
class FeatureCollectorTest {

    private static final int BATCH = 4;

    @TempDir
    private Path folder;

    private Path video;
    private FeatureExtractor extractor;

    @BeforeEach
    void open() {
        video = TestVideos.ofFrames(30).write(folder.resolve("video.mp4"));
        extractor = FeatureExtractor.of(PictureCnn.EFFICIENTNET_LITE0, Formula::parameter, Device.cpu());
    }

    @AfterEach
    void close() {
        extractor.close();
    }

    private FeatureCollector collector() {
        return new FeatureCollector(extractor, BATCH, new Stopwatch());
    }

    @Test
    void collect_allFrames_returnsTheirVectorsInOrder() {
        List<byte[]> crops = new ArrayList<>();
        try (VideoReader reader = VideoReader.open(video);
                FeatureCollector collector = collector()) {
            while (reader.advance()) {
                Picture picture = reader.picture();
                crops.add(ImageTransform.apply(picture.rgb(), picture.width(), picture.height()));
                collector.add(reader.reference());
            }
            FeatureCollector.Features features = collector.collect();
            assertThat(features.vectors()).hasNumberOfRows(30);
            assertThat(features.sharpness()).hasSize(30);
            for (int i = 0; i < 30; i += 7) {
                assertThat(features.vectors()[i])
                        .usingElementComparator((a, b) -> Math.abs(a - b) < 1e-6 ? 0 : Float.compare(a, b))
                        .containsExactly(extractor.extract(List.of(crops.get(i)))[0]);
            }
        }
    }

    @Test
    void collect_ifInferenceFails_throwsItsException() {
        extractor.close();
        assertThatThrownBy(() -> {
                    try (VideoReader reader = VideoReader.open(video);
                            FeatureCollector collector = collector()) {
                        while (reader.advance()) {
                            collector.add(reader.reference());
                        }
                        collector.collect();
                    }
                })
                .isInstanceOf(ClosedNetworkException.class);
    }

    @Test
    void close_withWorkInProgress_ends() {
        try (VideoReader reader = VideoReader.open(video)) {
            FeatureCollector collector = collector();
            for (int i = 0; i < 2 * BATCH + 1; i++) {
                reader.advance();
                collector.add(reader.reference());
            }
            collector.close();
        }
    }

    @Test
    void add_whenInterrupted_isCancelled() {
        try (VideoReader reader = VideoReader.open(video);
                FeatureCollector collector = collector()) {
            reader.advance();
            Thread.currentThread().interrupt();
            assertThatThrownBy(() -> collector.add(reader.reference())).isInstanceOf(CancelledException.class);
            assertThat(Thread.interrupted()).isTrue();
        }
    }
}
