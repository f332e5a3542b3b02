package io.csta.summary;

import io.csta.CstaException;
import io.csta.features.FeatureExtractor;
import io.csta.scoring.FrameScorer;
import io.csta.segmentation.Kts;
import io.csta.summary.Stopwatch.Part;
import io.csta.video.Damage;
import io.csta.video.FrameRange;
import io.csta.video.FrameSeeker;
import io.csta.video.Timeline;
import io.csta.video.VideoInfo;
import io.csta.video.VideoReader;
import io.csta.visibility.FrameVisibility;
import io.csta.visibility.VisibilityMeter;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.ToIntFunction;

/** The first half of the pipeline, for one video: frames to features to shots. */
final class VideoAnalyzer {

    private static final double SAMPLES_PER_SECOND = 2;

    /** The least duration of the first and last shot. */
    private static final double SHORTEST_END_SECONDS = 0.5;

    /** The rest is for everything else, mainly images. */
    private static final double VECTORS_SHARE_OF_HEAP = 0.75;

    private static final double GIB = 1L << 30;

    private final FeatureExtractor extractor;
    private final boolean refinesCuts;
    private final int batchSize;
    private final ProgressMeter meter;
    private final Stopwatch stopwatch;

    /**
     * For a model.
     *
     * @param refinesCuts whether cuts are moved to abrupt changes, and away from both ends of the video; without it, they are
     *     those of the published segmentation
     */
    VideoAnalyzer(
            FeatureExtractor extractor, boolean refinesCuts, int batchSize, ProgressMeter meter, Stopwatch stopwatch) {
        this.extractor = extractor;
        this.refinesCuts = refinesCuts;
        this.batchSize = batchSize;
        this.meter = meter;
        this.stopwatch = stopwatch;
    }

    /** The result of reading a video from start to end: a vector for every {@code step}-th frame. */
    @SuppressWarnings("ArrayRecordComponent")
    private record FirstPass(
            VideoInfo info,
            Timeline timeline,
            Damage damage,
            FrameVisibility visibility,
            int step,
            float[][] vectors,
            float[] sharpness) {

        /** Keeps every n-th sample: there are too many if the container declared fewer frames than it has. */
        FirstPass thinned(int times) {
            if (times < 2) {
                return this;
            }
            float[][] keptVectors = new float[(vectors.length + times - 1) / times][];
            Arrays.setAll(keptVectors, i -> vectors[i * times]);
            float[] keptSharpness = new float[keptVectors.length];
            for (int i = 0; i < keptSharpness.length; i++) {
                keptSharpness[i] = sharpness[i * times];
            }
            return new FirstPass(info, timeline, damage, visibility, step * times, keptVectors, keptSharpness);
        }
    }

    VideoAnalysis analyse(Path video, SummaryOptions options) {
        return options.segmentation() == SegmentationMode.FULL
                ? analyseEveryFrame(video, options)
                : analyseSamples(video, options);
    }

    private VideoAnalysis analyseEveryFrame(Path video, SummaryOptions options) {
        FirstPass pass = read(video, info -> 1);
        int step = options.sampleEvery().orElseGet(() -> step(pass.info, pass.timeline.frames()));
        meter.begin(Stage.SEGMENTATION);
        int[] cuts = stopwatch.time(
                Part.SEGMENTATION,
                () -> Kts.changePoints(pass.vectors, pass.vectors.length, extractor.penaltyWeight()));
        return analysis(pass.thinned(step), cuts);
    }

    private VideoAnalysis analyseSamples(Path video, SummaryOptions options) {
        FirstPass pass = read(video, info -> options.sampleEvery().orElseGet(() -> step(info, info.estimatedFrames())));
        if (options.sampleEvery().isEmpty() && pass.step > 1 && pass.vectors.length < FrameScorer.FEWEST_SAMPLES) {
            // The container declared more frames than it has.
            int decoded = pass.timeline.frames();
            pass = read(video, info -> step(info, decoded));
        }
        int frames = pass.timeline.frames();
        if (options.sampleEvery().isEmpty()) {
            pass = pass.thinned(step(pass.info, frames) / pass.step);
        }
        meter.begin(Stage.SEGMENTATION);
        float[][] samples = pass.vectors;
        int[] cuts =
                stopwatch.time(Part.SEGMENTATION, () -> Kts.changePoints(samples, frames, extractor.penaltyWeight()));
        int[] exact = pass.step == 1 ? cuts : placer(video, pass).place(samples, cuts);
        return analysis(pass, exact);
    }

    private CutPlacer placer(Path video, FirstPass pass) {
        return new CutPlacer(
                pass.timeline.frames(),
                pass.step,
                extractor.penaltyWeight(),
                new HardCuts(pass.visibility),
                frames -> featuresOf(video, pass.timeline, frames));
    }

    /** A cut between the first or last two samples is uncertain, and a shot shorter than their distance cannot be watched. */
    private static int[] withoutSlivers(int[] cuts, Timeline timeline) {
        return Arrays.stream(cuts)
                .filter(cut -> timeline.start(cut) >= SHORTEST_END_SECONDS
                        && timeline.duration() - timeline.start(cut) >= SHORTEST_END_SECONDS)
                .toArray();
    }

    private VideoAnalysis analysis(FirstPass pass, int[] found) {
        int[] cuts = refinesCuts
                ? withoutSlivers(new HardCuts(pass.visibility).snapped(found, pass.timeline.fps()), pass.timeline)
                : found;
        return new VideoAnalysis(
                pass.info,
                pass.timeline,
                pass.damage,
                pass.step,
                pass.vectors,
                Kts.shots(cuts, pass.timeline.frames()),
                pass.visibility,
                pass.sharpness);
    }

    private FirstPass read(Path video, ToIntFunction<VideoInfo> stepOf) {
        try (VideoReader reader = VideoReader.open(video);
                FeatureCollector collector = new FeatureCollector(extractor, batchSize, stopwatch)) {
            VideoInfo info = reader.info();
            int step = stepOf.applyAsInt(info);
            requireMemory(info, step, extractor.width());
            VisibilityMeter visibility = new VisibilityMeter(VideoReader.LUMA_WIDTH, VideoReader.LUMA_HEIGHT);
            meter.begin(Stage.FEATURES);
            while (stopwatch.time(Part.DECODING, reader::advance)) {
                byte[] luma = stopwatch.time(Part.DECODING, reader::luma);
                visibility.add(luma, reader.time());
                if (reader.index() % step == 0) {
                    collector.add(reader.reference());
                }
                meter.frames(reader.index() + 1L, info.estimatedFrames());
            }
            FeatureCollector.Features features = collector.collect();
            return new FirstPass(
                    info,
                    reader.timeline(),
                    reader.damage(),
                    visibility.finish(),
                    step,
                    features.vectors(),
                    features.sharpness());
        }
    }

    /** About two samples per second; more if that would be fewer than the network needs. */
    private static int step(VideoInfo info, long frames) {
        long step = Math.max(1, Math.round(info.fps() / SAMPLES_PER_SECOND));
        boolean tooFew = frames > 0 && frames / step < FrameScorer.FEWEST_SAMPLES;
        return Math.toIntExact(tooFew ? Math.max(1, frames / FrameScorer.FEWEST_SAMPLES) : step);
    }

    /** Fails now rather than after hours of work. */
    static void requireMemory(VideoInfo info, int step, int width) {
        double needed = (double) info.estimatedFrames() / step * width * Float.BYTES;
        double heap = Runtime.getRuntime().maxMemory();
        if (needed > VECTORS_SHARE_OF_HEAP * heap) {
            throw new CstaException(String.format(
                    Locale.ROOT,
                    "%s has about %,d frames to sample, whose vectors alone need %.1f GiB of the %.1f GiB of Java"
                            + " heap; increase the heap (-Xmx%.0fg), or sample fewer frames (segmentation fast, or a"
                            + " larger step)",
                    info.file(),
                    info.estimatedFrames() / step,
                    needed / GIB,
                    heap / GIB,
                    Math.ceil(needed / VECTORS_SHARE_OF_HEAP / GIB)));
        }
    }

    private float[][] featuresOf(Path video, Timeline timeline, List<FrameRange> ranges) {
        long expected = ranges.stream().mapToLong(FrameRange::frames).sum();
        long done = 0;
        try (FrameSeeker seeker = FrameSeeker.open(video, timeline, ranges);
                FeatureCollector collector = new FeatureCollector(extractor, batchSize, stopwatch)) {
            while (stopwatch.time(Part.DECODING, seeker::advance)) {
                collector.add(seeker.reference());
                meter.frames(++done, expected);
            }
            return collector.collect().vectors();
        }
    }
}
