package io.csta.video;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * When each selected frame is shown in the summary: one after the other from time zero, each as long as in the video. A
 * constant frame rate is kept exactly; otherwise the clock has the time base of the video.
 */
final class SummaryClock {

    private static final int MOST_TICKS_PER_SECOND = 1_000_000;

    private final Timeline timeline;
    private final Optional<Rational> frameRate;
    private final Rational timeBase;
    private final List<Part> parts;
    private final int frames;
    private final long end;

    /** Consecutive selected frames, and when the first of them starts in the summary. */
    record Part(FrameRange range, long start) {}

    SummaryClock(Timeline timeline, List<FrameRange> ranges) {
        this.timeline = timeline;
        this.frameRate = timeline.constantRate().filter(rate -> rate.num() <= MOST_TICKS_PER_SECOND);
        this.timeBase = frameRate.map(Rational::inverse).orElse(coarseEnough(timeline.timeBase()));
        List<Part> found = new ArrayList<>();
        long time = 0;
        int count = 0;
        for (FrameRange range : joined(ranges)) {
            found.add(new Part(range, time));
            time += offset(range, range.last() + 1);
            count += range.frames();
        }
        this.parts = List.copyOf(found);
        this.end = time;
        this.frames = count;
    }

    private static List<FrameRange> joined(List<FrameRange> ranges) {
        List<FrameRange> joined = new ArrayList<>();
        for (FrameRange range : ranges) {
            int top = joined.size() - 1;
            if (top >= 0 && joined.get(top).last() + 1 == range.first()) {
                joined.set(top, new FrameRange(joined.get(top).first(), range.last()));
            } else {
                joined.add(range);
            }
        }
        return joined;
    }

    /** Ticks from the start of a range to the start of one of its frames, or of the frame after the range. */
    private long offset(FrameRange range, int frame) {
        if (frameRate.isPresent()) {
            return (long) frame - range.first();
        }
        long time = frame > range.last() ? timeline.endPts(range.last()) : timeline.pts(frame);
        long ticks = time - timeline.pts(range.first());
        return timeBase.equals(timeline.timeBase())
                ? ticks
                : Math.round(ticks * timeline.timeBase().value() / timeBase.value());
    }

    /** MP4 stores the duration of a frame in 32 bits. */
    private static Rational coarseEnough(Rational timeBase) {
        return timeBase.den() <= MOST_TICKS_PER_SECOND ? timeBase : new Rational(1, MOST_TICKS_PER_SECOND);
    }

    List<Part> parts() {
        return parts;
    }

    int frames() {
        return frames;
    }

    /** When a frame of a part is shown in the summary, in ticks; for the frame after the last one, when the part ends. */
    long start(Part part, int frame) {
        return part.start + offset(part.range, frame);
    }

    /** The duration of the summary in ticks. */
    long end() {
        return end;
    }

    /** Seconds per tick. */
    Rational timeBase() {
        return timeBase;
    }

    Optional<Rational> frameRate() {
        return frameRate;
    }

    double fps() {
        return timeline.fps();
    }

    /** An approximate frame rate, for the encoder's rate control. */
    Rational nominalRate() {
        return frameRate.orElseGet(() -> new Rational((int) Math.max(1, Math.round(1000 * fps())), 1000));
    }

    double seconds(long ticks) {
        return ticks * timeBase.value();
    }

    /** The number of the audio sample at a time of the summary. */
    long sample(long ticks, int rate) {
        return Math.round((double) ticks * timeBase.num() * rate / timeBase.den());
    }

    /** The number of the audio sample, on the clock of the video's container, when a frame is shown. */
    long sourceSample(int frame, int rate) {
        Rational base = timeline.timeBase();
        return Math.round((double) timeline.pts(frame) * base.num() * rate / base.den());
    }
}
