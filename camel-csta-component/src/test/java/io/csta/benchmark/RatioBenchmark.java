package io.csta.benchmark;

import io.csta.features.FeatureExtractor;
import io.csta.features.ImageTransform;
import io.csta.model.ModelStore;
import io.csta.model.SummaryModel;
import io.csta.nn.PictureCnn;
import io.csta.nn.engine.Device;
import io.csta.onnx.Graph;
import io.csta.onnx.NativeTensor;
import io.csta.onnx.OnnxSession;
import io.csta.onnx.OnnxSession.Memory;
import io.csta.onnx.Value;
import io.csta.summary.SegmentationMode;
import io.csta.testing.TestVideos;
import io.csta.testing.Tool;
import io.csta.video.VideoReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Compares each stage with what limits it on the same machine, in the same run: decoding with FFmpeg's own program, inference with
 * the fastest convolution of the engine, a whole summary with the time that FFmpeg needs to decode the file. Prints a verdict for
 * each, and writes {@code target/ratios.md}.
 *
 * <p>Asserts nothing, since other work on the machine changes the ratios, too.
 */
@Tag("benchmark")
class RatioBenchmark {

    private static final double GIGA = 1e9;
    private static final int IMAGES = 96;
    private static final Path TRAILER = Path.of("..", "docs", "media", "sintel-trailer.mp4");

    private final MarkdownTable table = new MarkdownTable();

    @TempDir
    private Path folder;

    /** Random values for a graph. */
    private static float[] values(int count) {
        float[] values = new float[count];
        Random random = new Random(count);
        for (int i = 0; i < count; i++) {
            values[i] = random.nextFloat() - 0.5f;
        }
        return values;
    }

    @Test
    void ratios_ofAllStages_arePrinted() throws IOException, InterruptedException {
        table.begin("What this machine can do", "yardstick", "measured");
        for (String fact : Machine.facts()) {
            table.row(List.of(fact.substring(2), ""));
        }
        double copied = memoryBandwidth();
        table.row(List.of("copying memory", "%.1f GB/s".formatted(copied)));
        double product = matrixProduct();
        table.row(List.of("matrix product, 1024 x 1024", "%.0f GFLOP/s".formatted(product)));
        double convolution = convolution();
        table.row(List.of("convolution, 3 x 3, 192 maps of 28 x 28", "%.0f GFLOP/s".formatted(convolution)));

        table.begin("Stages beside their limits", "stage", "measured", "limit", "ratio", "wanted", "verdict");
        extraction(Math.max(product, convolution));
        Path trailer = Files.copy(TRAILER, folder.resolve("trailer.mp4"), StandardCopyOption.REPLACE_EXISTING);
        for (Path video : List.of(trailer, minute(1280, 720), minute(1920, 1080))) {
            double decoding = decodingByFfmpeg(video);
            ours(video, decoding);
            whole(video, decoding);
        }
        table.write(Path.of("target", "ratios.md"));
    }

    private static double memoryBandwidth() {
        byte[] from = new byte[1 << 28];
        byte[] to = new byte[from.length];
        Measured measured = Measured.of(2, 5, () -> System.arraycopy(from, 0, to, 0, from.length));
        return 2 * from.length / measured.fastest() / GIGA;
    }

    private static double matrixProduct() {
        int side = 1024;
        Graph graph = new Graph();
        Value input = graph.input("input", side, side);
        Value weights = graph.weights("weight", values(side * side), side, side);
        graph.output("output", graph.linear(input, weights, graph.weights("bias", values(side), side)));
        return rate(graph, 2.0 * side * side * side, side, side);
    }

    private static double convolution() {
        int maps = 192;
        int side = 28;
        int batch = FeatureExtractor.BATCH;
        Graph graph = new Graph();
        Value input = graph.input("input", batch, maps, side, side);
        Value kernel = graph.weights("weight", values(maps * maps * 9), maps, maps, 3, 3);
        graph.output("output", graph.convSame(input, kernel, graph.weights("bias", values(maps), maps), 1, 1));
        return rate(graph, 2.0 * batch * maps * maps * 9 * side * side, batch, maps, side, side);
    }

    /** In GFLOP per second. */
    private static double rate(Graph graph, double operations, long... shape) {
        int count = 1;
        for (long side : shape) {
            count *= (int) side;
        }
        try (OnnxSession session =
                        OnnxSession.of(graph, Memory.KEPT, Device.cpu().gpu());
                NativeTensor input = NativeTensor.of(
                        NativeTensor.buffer(count).put(values(count)).rewind(), shape)) {
            Measured measured = Measured.of(3, 9, () -> Objects.requireNonNull(
                            session.run(Map.of("input", input)).get("output"))
                    .close());
            return operations / measured.median() / GIGA;
        }
    }

    private void extraction(double limit) {
        List<byte[]> images = new ArrayList<>();
        for (int i = 0; i < IMAGES; i++) {
            byte[] image = new byte[ImageTransform.SIZE * ImageTransform.SIZE * 3];
            new Random(i).nextBytes(image);
            images.add(image);
        }
        try (SummaryModel model = ModelStore.ofUser().load(ModelStore.DEFAULT, "cpu")) {
            PictureCnn cnn = Arrays.stream(PictureCnn.values())
                    .filter(each -> each.width() == model.extractor().width())
                    .findFirst()
                    .orElseThrow();
            Measured measured = Measured.of(1, 3, () -> {
                for (int i = 0; i < IMAGES; i += FeatureExtractor.BATCH) {
                    model.extractor().extract(images.subList(i, i + FeatureExtractor.BATCH));
                }
            });
            double rate = IMAGES * operations(cnn) / measured.median();
            row(
                    "features, %s".formatted(cnn),
                    "%.0f images/s, %.0f GFLOP/s".formatted(IMAGES / measured.median(), rate),
                    "%.0f GFLOP/s".formatted(limit),
                    rate / limit,
                    Wanted.AT_LEAST,
                    cnn == PictureCnn.GOOGLENET ? 0.5 : 0.2);
        }
    }

    /** Two for each multiplication, in GFLOP per image of 224 x 224. */
    private static double operations(PictureCnn cnn) {
        return switch (cnn) {
            case GOOGLENET -> 3.0;
            case EFFICIENTNET_LITE0 -> 0.8;
        };
    }

    /** The time of FFmpeg's own program, in seconds. */
    private static double decodingByFfmpeg(Path video) {
        return Measured.of(1, 3, () -> Tool.ffmpeg("-i", video.toString(), "-map", "0:v", "-f", "null", "-"))
                .median();
    }

    private void ours(Path video, double limit) {
        double seconds = Measured.of(1, 3, () -> {
                    try (VideoReader reader = VideoReader.open(video)) {
                        while (reader.advance()) {
                            reader.luma();
                        }
                    }
                })
                .median();
        row(
                "decoding, " + video.getFileName(),
                Measured.rounded(seconds) + " s",
                Measured.rounded(limit) + " s by FFmpeg's program",
                seconds / limit,
                Wanted.AT_MOST,
                1.2);
    }

    private void whole(Path video, double decoding) throws IOException, InterruptedException {
        SummaryProcess process = SummaryProcess.of(video, SegmentationMode.FAST);
        double limit = 2 * decoding + 2;
        row(
                "summary with fast, " + video.getFileName(),
                Measured.rounded(process.summarizing()) + " s",
                Measured.rounded(limit) + " s: twice the decoding, and 2 s",
                process.summarizing() / limit,
                Wanted.AT_MOST,
                1);
    }

    /** Which ratios are good. */
    private enum Wanted {
        AT_LEAST,
        AT_MOST
    }

    private void row(String stage, String measured, String limit, double ratio, Wanted wanted, double bound) {
        boolean met = wanted == Wanted.AT_LEAST ? ratio >= bound : ratio <= bound;
        table.row(List.of(
                stage,
                measured,
                limit,
                String.format(Locale.ROOT, "%.2f", ratio),
                String.format(Locale.ROOT, "%s %.1f", wanted == Wanted.AT_LEAST ? "at least" : "at most", bound),
                met ? "met" : "MISSED"));
    }

    private Path minute(int width, int height) {
        return TestVideos.ofScenes(140, 90, 210, 60, 175, 125, 100, 230, 80, 160, 130)
                .size(width, height)
                .fps("25")
                .options("-vf", "noise=alls=8:allf=t")
                .write(folder.resolve(height + "p.mp4"));
    }
}
