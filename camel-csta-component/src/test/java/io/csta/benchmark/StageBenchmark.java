package io.csta.benchmark;

import io.csta.features.FeatureExtractor;
import io.csta.features.ImageTransform;
import io.csta.model.ModelStore;
import io.csta.model.SummaryModel;
import io.csta.selection.Knapsack;
import io.csta.summary.SegmentationMode;
import io.csta.testing.TestSound;
import io.csta.testing.TestVideos;
import io.csta.testing.Tool;
import io.csta.video.FrameRange;
import io.csta.video.Picture;
import io.csta.video.SummaryRenderer;
import io.csta.video.Timeline;
import io.csta.video.VideoReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Measures each stage, and whole summaries, and writes the table to {@code target/benchmarks.md}.
 *
 * <p>Asserts nothing: which speed is sufficient depends on the machine, and measurements are noisy.
 */
@Tag("benchmark")
class StageBenchmark {

    private static final int FPS = 25;
    private static final Integer[] SCENES = {140, 90, 210, 60, 175, 125, 100, 230, 80, 160, 130};
    private static final int FRAMES = 1500;
    private static final double MIB = 1L << 20;

    /** With grain, codecs need as much time as for camera footage; rendered images alone take hardly any. */
    private static final String GRAIN = "noise=alls=8:allf=t";

    private final Report report = new Report();

    @TempDir
    Path folder;

    /** A video to measure with. */
    private record Clip(String size, Path file, Timeline timeline) {}

    @Test
    void stages_allOfThem_areMeasured() throws IOException, InterruptedException {
        String loadBefore = Machine.load();
        List<Clip> clips = List.of(clip(640, 360), clip(1280, 720));
        for (Clip clip : clips) {
            decoding(clip);
        }
        try (SummaryModel model = ModelStore.ofUser().load(ModelStore.DEFAULT, "cpu")) {
            features(model, clips.get(1));
            new SegmentationBenchmark(report).measure();
            scoring(model, 240);
            scoring(model, 5_000);
        }
        longScoring(20_000);
        new TrainingBenchmark(report, folder).measure();
        knapsack();
        for (Clip clip : clips) {
            rendering(clip);
        }
        List<Double> loading = new ArrayList<>();
        for (Clip clip : clips) {
            for (SegmentationMode mode : SegmentationMode.values()) {
                loading.add(whole(clip, mode));
            }
        }
        tenMinutes();
        report.seconds(
                "whole",
                "loading the built-in model, before the first video",
                Measured.of(loading),
                "generating the extractor's weights");
        List<String> facts = new ArrayList<>(Machine.facts());
        facts.add("- system load: %s before, %s at the end".formatted(loadBefore, Machine.load()));
        report.write(Path.of("target", "benchmarks.md"), facts);
    }

    /** A minute of scenes with hard cuts, in H.264 of 3 Mbit/s, with sound. */
    private Clip clip(int width, int height) {
        Path file = TestVideos.ofScenes(SCENES)
                .size(width, height)
                .fps(Integer.toString(FPS))
                .options("-vf", GRAIN)
                .sound(TestSound.rumble(48_000, (double) FRAMES / FPS))
                .write(folder.resolve(height + ".mp4"));
        return new Clip(width + "x" + height, file, decode(file));
    }

    private static Timeline decode(Path file) {
        try (VideoReader video = VideoReader.open(file)) {
            while (video.advance()) {
                // the frame itself is not used
            }
            return video.timeline();
        }
    }

    private void decoding(Clip clip) {
        Measured plain = Measured.of(1, 5, () -> decode(clip.file));
        report.rate("decoding", clip.size + ", frames only", plain, FRAMES, "frames/s", "the codec");
        Measured scaled = Measured.of(1, 3, () -> crops(clip, 1));
        report.rate(
                "decoding",
                clip.size + ", every frame scaled to 224x224",
                scaled,
                FRAMES,
                "frames/s",
                "scaling in Java");
    }

    private static List<byte[]> crops(Clip clip, int step) {
        List<byte[]> crops = new ArrayList<>();
        try (VideoReader video = VideoReader.open(clip.file)) {
            while (video.advance()) {
                if (video.index() % step == 0) {
                    Picture picture = video.picture();
                    crops.add(ImageTransform.apply(picture.rgb(), picture.width(), picture.height()));
                }
            }
        }
        return crops;
    }

    private void features(SummaryModel model, Clip clip) {
        List<byte[]> crops = crops(clip, 15).subList(0, 96);
        Measured measured = Measured.of(1, 5, () -> {
            for (int i = 0; i < crops.size(); i += FeatureExtractor.BATCH) {
                model.extractor().extract(crops.subList(i, i + FeatureExtractor.BATCH));
            }
        });
        report.rate(
                "features",
                "GoogLeNet, batches of " + FeatureExtractor.BATCH,
                measured,
                96,
                "images/s",
                "convolutions");
    }

    private void scoring(SummaryModel model, int samples) {
        float[][] features = SegmentationBenchmark.shots(samples, 200);
        Measured measured = Measured.of(1, 3, () -> model.scorer().score(features));
        report.seconds(
                "scoring",
                String.format(Locale.ROOT, "CSTA of starter, %,d samples", samples),
                measured,
                "convolutions");
    }

    /** In a separate process, to measure its memory. */
    private void longScoring(int samples) throws IOException, InterruptedException {
        ScoringProcess process = ScoringProcess.of(samples);
        report.once(
                "scoring",
                String.format(Locale.ROOT, "CSTA of starter, %,d samples", samples),
                "%s s, peak %.0f MiB".formatted(Measured.rounded(process.seconds()), process.peakResident() / MIB),
                "convolutions; matrices of samples x 1024");
    }

    /** Ten hours at 25 frames a second in shots of seven seconds, at 15 %. */
    private void knapsack() {
        int shots = 5_000;
        int[] weights = new Random(1).ints(shots, 25, 335).toArray();
        double[] values = new Random(2).doubles(shots).toArray();
        int capacity = (int) (0.15 * IntStream.of(weights).sum());
        Measured measured = Measured.of(1, 3, () -> Knapsack.choose(values, weights, capacity));
        report.seconds("selection", "ten hours, 5,000 shots, exact", measured, "memory bandwidth");
    }

    /** The most demanding input for decoding and scaling, long enough to show whether memory grows. */
    private void tenMinutes() throws IOException, InterruptedException {
        Path minute = folder.resolve("minute.mp4");
        Tool.ffmpeg(
                "-f",
                "lavfi",
                "-i",
                "testsrc2=s=1920x1080:r=25:d=30",
                "-f",
                "lavfi",
                "-i",
                "mandelbrot=s=1920x1080:r=25,trim=duration=30",
                "-filter_complex",
                "[0]format=yuv420p,setsar=1[a];[1]format=yuv420p,setsar=1,setpts=PTS-STARTPTS[b];[a][b]concat=n=2:v=1,"
                        + GRAIN,
                "-c:v",
                "libopenh264",
                "-b:v",
                "6M",
                minute.toString());
        Path video = folder.resolve("1080.mp4");
        Tool.ffmpeg("-stream_loop", "9", "-i", minute.toString(), "-c", "copy", video.toString());
        SummaryProcess process = SummaryProcess.of(video, SegmentationMode.FAST);
        report.once(
                "whole",
                "1920x1080, ten minutes, fast",
                "%s times real time (%s s), %s"
                        .formatted(
                                Measured.rounded(600 / process.summarizing()),
                                Measured.rounded(process.summarizing()),
                                memory(process)),
                "decoding");
    }

    private void rendering(Clip clip) {
        List<FrameRange> ranges =
                List.of(new FrameRange(150, 224), new FrameRange(700, 774), new FrameRange(1300, 1374));
        Path target = folder.resolve("rendered.mp4");
        Measured measured = Measured.of(
                1, 3, () -> SummaryRenderer.render(clip.file, clip.timeline, ranges, target, true, done -> {}));
        report.rate(
                "rendering",
                clip.size + " with sound, three parts of 75 frames",
                measured,
                225,
                "frames/s",
                "encoding, on one thread");
    }

    /** Returns how long loading the model took, in seconds. */
    private double whole(Clip clip, SegmentationMode mode) throws IOException, InterruptedException {
        SummaryProcess process = SummaryProcess.of(clip.file, mode);
        double minute = (double) FRAMES / FPS;
        report.once(
                "whole",
                "%s, one minute, %s".formatted(clip.size, mode.name().toLowerCase(Locale.ROOT)),
                "%s times real time (%s s), %s"
                        .formatted(
                                Measured.rounded(minute / process.summarizing()),
                                Measured.rounded(process.summarizing()),
                                memory(process)),
                mode == SegmentationMode.FULL ? "convolutions" : "decoding and convolutions");
        return process.loading();
    }

    private static String memory(SummaryProcess process) {
        return process.peakResident() > 0 ? "peak %.0f MiB".formatted(process.peakResident() / MIB) : "memory unknown";
    }
}
