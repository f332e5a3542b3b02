package io.csta.summary;

import io.csta.features.FeatureExtractor;
import io.csta.features.ImageTransform;
import io.csta.scoring.FrameScorer;
import io.csta.segmentation.CutPlacement;
import io.csta.segmentation.Kts;
import io.csta.segmentation.Shot;
import io.csta.summary.Stopwatch.Part;
import io.csta.video.FrameRange;
import io.csta.video.FrameWalk;
import io.csta.video.Picture;
import io.csta.video.Timeline;
import io.csta.video.VideoInfo;
import io.csta.video.VideoReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The first half of the walk over one video: frames to features to shots. */
final class VideoAnalyst {

    private static final double SAMPLES_PER_SECOND = 2;

    private final FeatureExtractor extractor;
    private final ProgressMeter meter;
    private final Stopwatch stopwatch;

    VideoAnalyst(FeatureExtractor extractor, ProgressMeter meter, Stopwatch stopwatch) {
        this.extractor = extractor;
        this.meter = meter;
        this.stopwatch = stopwatch;
    }

    VideoAnalysis analyse(Path video, SummaryOptions options) {
        boolean full = options.segmentation() == SegmentationMode.FULL;
        try (VideoReader reader = VideoReader.open(video);
                FeatureCollector collector = new FeatureCollector(extractor, stopwatch)) {
            VideoInfo info = reader.info();
            int step = options.sampleEvery().orElseGet(() -> usualStep(info));
            meter.begin(Stage.FEATURES);
            while (stopwatch.time(Part.DECODING, reader::advance)) {
                if (full || reader.index() % step == 0) {
                    collector.add(stopwatch.time(Part.DECODING, () -> crop(reader.picture())));
                }
                meter.frames(reader.index() + 1L, info.estimatedFrames());
            }
            Timeline timeline = reader.timeline();
            float[][] vectors = collector.collect();
            meter.begin(Stage.SEGMENTATION);
            return full
                    ? segmentFrames(info, timeline, step, vectors)
                    : segmentSamples(video, info, timeline, step, vectors);
        }
    }

    /** About two samples a second; more where that would be fewer than the network takes. */
    private static int usualStep(VideoInfo info) {
        long step = Math.max(1, Math.round(info.fps() / SAMPLES_PER_SECOND));
        boolean tooFew = info.estimatedFrames() > 0 && info.estimatedFrames() / step < FrameScorer.FEWEST_SAMPLES;
        return Math.toIntExact(tooFew ? Math.max(1, info.estimatedFrames() / FrameScorer.FEWEST_SAMPLES) : step);
    }

    private static byte[] crop(Picture picture) {
        return ImageTransform.apply(picture.rgb(), picture.width(), picture.height());
    }

    private VideoAnalysis segmentFrames(VideoInfo info, Timeline timeline, int step, float[][] frames) {
        int[] cuts = stopwatch.time(Part.SEGMENTATION, () -> Kts.changePoints(frames));
        float[][] samples = new float[(frames.length + step - 1) / step][];
        Arrays.setAll(samples, i -> frames[i * step]);
        return new VideoAnalysis(info, timeline, step, samples, Kts.shots(cuts, frames.length));
    }

    private VideoAnalysis segmentSamples(Path video, VideoInfo info, Timeline timeline, int step, float[][] samples) {
        int[] cuts = stopwatch.time(Part.SEGMENTATION, () -> Kts.changePoints(samples, timeline.frames()));
        int[] exact = step == 1 ? cuts : placeCuts(video, timeline, step, samples, cuts);
        return new VideoAnalysis(info, timeline, step, samples, Kts.shots(exact, timeline.frames()));
    }

    /** Moves each cut from a sample to a frame, by a look at the frames since the sample before. */
    private int[] placeCuts(Path video, Timeline timeline, int step, float[][] samples, int[] cuts) {
        List<FrameRange> gaps = new ArrayList<>();
        for (int cut : cuts) {
            gaps.add(new FrameRange((cut - 1) * step + 1, cut * step - 1));
        }
        float[][] between = gaps.isEmpty() ? new float[0][] : featuresOf(video, timeline, gaps);
        List<Shot> sampleShots = Kts.shots(cuts, samples.length);
        int[] placed = new int[cuts.length];
        for (int i = 0; i < cuts.length; i++) {
            double[] left = mean(samples, sampleShots.get(i));
            double[] right = mean(samples, sampleShots.get(i + 1));
            float[][] gap = Arrays.copyOfRange(between, i * (step - 1), (i + 1) * (step - 1));
            placed[i] = gaps.get(i).first() + CutPlacement.framesOnTheLeft(left, right, gap);
        }
        return placed;
    }

    private static double[] mean(float[][] samples, Shot shot) {
        return CutPlacement.mean(samples, shot.first(), shot.last());
    }

    private float[][] featuresOf(Path video, Timeline timeline, List<FrameRange> ranges) {
        long expected = ranges.stream().mapToLong(FrameRange::frames).sum();
        long done = 0;
        try (FrameWalk walk = FrameWalk.open(video, timeline, ranges);
                FeatureCollector collector = new FeatureCollector(extractor, stopwatch)) {
            while (stopwatch.time(Part.DECODING, walk::advance)) {
                collector.add(stopwatch.time(Part.DECODING, () -> crop(walk.picture())));
                meter.frames(++done, expected);
            }
            return collector.collect();
        }
    }
}
