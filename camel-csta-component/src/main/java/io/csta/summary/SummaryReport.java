package io.csta.summary;

import io.csta.model.ModelCard;
import io.csta.model.SummaryModel;
import io.csta.segmentation.Shot;
import io.csta.video.Damage;
import io.csta.video.FrameRange;
import io.csta.video.Rendering;
import io.csta.video.Timeline;
import io.csta.video.VideoInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/** Collects the results of the stages in a {@link Summary}. */
final class SummaryReport {

    /** A score this close to 0 or 1 is not one of a scorer that distinguishes frames. */
    private static final float SATURATED = 1e-6f;

    private final SummaryModel model;
    private final SummaryOptions options;
    private final VideoAnalysis analysis;
    private final float[] scores;
    private final SummarySelection choice;

    SummaryReport(
            SummaryModel model,
            SummaryOptions options,
            VideoAnalysis analysis,
            float[] scores,
            SummarySelection choice) {
        this.model = model;
        this.options = options;
        this.analysis = analysis;
        this.scores = scores;
        this.choice = choice;
    }

    Summary summary(Rendering rendering, Timings timings) {
        double ratio = (double) rendering.frames() / analysis.timeline().frames();
        return new Summary(
                video(),
                usedModel(model.card()),
                chosenOptions(),
                samples(),
                shots(),
                segments(),
                new Summary.Result(rendering.file(), rendering.frames(), rendering.duration(), ratio),
                warnings(),
                timings);
    }

    private Summary.Video video() {
        VideoInfo info = analysis.info();
        Timeline timeline = analysis.timeline();
        return new Summary.Video(
                info.file(),
                timeline.frames(),
                analysis.damage().frames(),
                timeline.fps(),
                timeline.duration(),
                info.width(),
                info.height(),
                info.audio());
    }

    private List<String> warnings() {
        Damage damage = analysis.damage();
        double duration = analysis.timeline().duration();
        List<String> warnings = new ArrayList<>();
        if (damage.cutOff()) {
            warnings.add(String.format(
                    Locale.ROOT,
                    "the file appears to be truncated: its video ends after %.1f s, and the summary covers only that"
                            + " part",
                    duration));
        }
        if (damage.frames() > 0) {
            warnings.add(
                    damage.frames() == 1
                            ? "1 frame is damaged and was skipped"
                            : damage.frames() + " frames are damaged and were skipped");
        } else if (damage.gaps()) {
            warnings.add("parts of the file are damaged, and frames may be missing");
        }
        if (options.budget() instanceof Budget.Length length && length.seconds() > duration) {
            warnings.add(String.format(
                    Locale.ROOT, "the video lasts only %.1f s, so the summary contains all of it", duration));
        }
        if (isSaturated(scores)) {
            warnings.add(
                    "the model scores every frame alike, %s, so the selection does not depend on the content; train it again"
                            .formatted(scores[0] < SATURATED ? "0" : "1"));
        }
        choice.emptiness()
                .ifPresent(what -> warnings.add(
                        "nothing in the video is visible (%s), so the summary is only its best-scoring part"
                                .formatted(what)));
        return warnings;
    }

    /** Whether all scores are 0 or all are 1, as those of a model that was not trained successfully. */
    private static boolean isSaturated(float[] scores) {
        boolean low = scores.length > 0;
        boolean high = scores.length > 0;
        for (float score : scores) {
            low &= score < SATURATED;
            high &= score > 1 - SATURATED;
        }
        return low || high;
    }

    private static Summary.Model usedModel(ModelCard card) {
        return new Summary.Model(
                card.name(), card.identity(ModelCard.EXTRACTOR), card.identity(ModelCard.SCORER), card.warning());
    }

    private Summary.Options chosenOptions() {
        return new Summary.Options(
                options.budget() instanceof Budget.Ratio ratio
                        ? OptionalDouble.of(ratio.ratio())
                        : OptionalDouble.empty(),
                options.budget() instanceof Budget.Length length
                        ? OptionalDouble.of(length.seconds())
                        : OptionalDouble.empty(),
                analysis.sampleEvery(),
                ValueSyntax.word(options.segmentation()),
                ValueSyntax.word(options.visibility(model.card())),
                ValueSyntax.word(options.selection(model.card())),
                model.device(),
                options.audio());
    }

    private Summary.Samples samples() {
        List<Float> values = new ArrayList<>(scores.length);
        for (float score : scores) {
            values.add(score);
        }
        return new Summary.Samples(IntStream.of(analysis.samples()).boxed().toList(), values);
    }

    private List<Summary.ScoredShot> shots() {
        Timeline timeline = analysis.timeline();
        List<Summary.ScoredShot> shots = new ArrayList<>();
        for (int i = 0; i < analysis.shots().size(); i++) {
            Shot shot = analysis.shots().get(i);
            shots.add(new Summary.ScoredShot(
                    shot.first(),
                    shot.last(),
                    timeline.start(shot.first()),
                    timeline.end(shot.last()),
                    choice.score(i),
                    choice.isSelected(i),
                    choice.visibility(i),
                    choice.reason(i)));
        }
        return shots;
    }

    private List<Summary.Segment> segments() {
        Timeline timeline = analysis.timeline();
        List<Summary.Segment> segments = new ArrayList<>();
        double summaryStart = 0;
        for (FrameRange range : choice.ranges()) {
            double start = timeline.start(range.first());
            double end = timeline.end(range.last());
            segments.add(new Summary.Segment(range.first(), range.last(), start, end, summaryStart));
            summaryStart += end - start;
        }
        return segments;
    }
}
