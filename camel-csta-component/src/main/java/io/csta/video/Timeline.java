package io.csta.video;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * When each frame of a video is shown. Exact for videos of variable frame rate too; eight bytes a frame. Immutable.
 *
 * <p>Times are seconds from the first frame. A frame is shown until the next one starts.
 */
public final class Timeline {

    /** Higher rates are not frame rates: some containers declare the rate of their clock instead. */
    private static final double HIGHEST_FRAME_RATE = 1000;

    /** Frame rates are integers, or integers times 1000 / 1001. */
    private static final int[] NTSC_AND_WHOLE = {1000, 1001};

    private final long[] pts;
    private final long end;
    private final Rational timeBase;
    private final Optional<Rational> constantRate;
    private final FileStamp stamp;
    private final boolean seekable;
    private final int mostFramesPerKeyFrame;

    private Timeline(Builder builder, boolean seekable) {
        this.pts = Arrays.copyOf(builder.pts, builder.frames);
        this.end = builder.end;
        this.timeBase = builder.timeBase;
        this.stamp = builder.stamp;
        this.seekable = seekable;
        this.mostFramesPerKeyFrame = Math.max(builder.mostFramesPerKeyFrame, builder.frames - builder.keyFrame);
        this.constantRate =
                candidates(builder.declaredRates).stream().filter(this::matches).findFirst();
    }

    /** The number of frames, at least 1. */
    public int frames() {
        return pts.length;
    }

    /** When a frame starts, in seconds from the first frame. */
    public double start(int frame) {
        return (pts[frame] - pts[0]) * timeBase.value();
    }

    /** When a frame ends, in seconds from the first frame. */
    public double end(int frame) {
        return (endPts(frame) - pts[0]) * timeBase.value();
    }

    /** The duration of the video, in seconds. */
    public double duration() {
        return end(pts.length - 1);
    }

    /** Frames per second: exact for a constant frame rate, otherwise the measured average. */
    public double fps() {
        return constantRate.map(Rational::value).orElseGet(() -> pts.length / duration());
    }

    /** Whether all frames have the same duration, up to the precision of the file's clock. */
    public boolean constantFrameRate() {
        return constantRate.isPresent();
    }

    Rational timeBase() {
        return timeBase;
    }

    long pts(int frame) {
        return pts[frame];
    }

    long endPts(int frame) {
        return frame + 1 < pts.length ? pts[frame + 1] : end;
    }

    /** The frame with exactly this time, or a negative number. */
    int frameAt(long time) {
        return Arrays.binarySearch(pts, time);
    }

    /** Whether seeking to a key frame is reliable: nothing was damaged and the container's times are exact. */
    boolean seekable() {
        return seekable;
    }

    /** The largest number of frames from one key frame to the next, which may have to be decoded to reach a frame. */
    int mostFramesPerKeyFrame() {
        return mostFramesPerKeyFrame;
    }

    /** The version of the file to which the times belong. */
    FileStamp stamp() {
        return stamp;
    }

    /** The frame rate, if a constant rate matches all times. */
    Optional<Rational> constantRate() {
        return constantRate;
    }

    private List<Rational> candidates(List<Rational> declared) {
        List<Rational> found = new ArrayList<>(declared);
        if (pts.length > 1) {
            found.add(reduced(timeBase.den(), (pts[1] - pts[0]) * timeBase.num()));
        }
        double average = pts.length / ((end - pts[0]) * timeBase.value());
        for (int divisor : NTSC_AND_WHOLE) {
            found.add(reduced(1000 * Math.round(average * divisor / 1000), divisor));
        }
        return found.stream()
                .filter(rate -> rate.positive() && rate.value() <= HIGHEST_FRAME_RATE)
                .toList();
    }

    private static Rational reduced(long num, long den) {
        long divisor = Math.max(1, gcd(num, den));
        boolean fits = num / divisor <= Integer.MAX_VALUE && den / divisor <= Integer.MAX_VALUE;
        return fits ? new Rational((int) (num / divisor), (int) (den / divisor)) : new Rational(0, 1);
    }

    private static long gcd(long a, long b) {
        return b == 0 ? a : gcd(b, a % b);
    }

    /** Allows for the rounding of millisecond clocks; a wrong rate drifts further from the times. */
    private boolean matches(Rational rate) {
        double period = 1 / (rate.value() * timeBase.value());
        double tolerance = Math.min(1, period / 4) + 1e-6;
        for (int i = 0; i < pts.length; i++) {
            if (Math.abs(pts[i] - pts[0] - i * period) > tolerance) {
                return false;
            }
        }
        return true;
    }

    /** Collects the times while a video is read. */
    static final class Builder {

        private final FileStamp stamp;
        private final Rational timeBase;
        private final List<Rational> declaredRates;
        private long[] pts = new long[1024];
        private int frames;
        private long end;
        private int keyFrame;
        private int mostFramesPerKeyFrame;

        Builder(FileStamp stamp, Rational timeBase, List<Rational> declaredRates) {
            this.stamp = stamp;
            this.timeBase = timeBase;
            this.declaredRates = List.copyOf(declaredRates);
        }

        /** Adds the next frame, in ticks of the time base; times must increase. */
        void add(long time, long duration) {
            if (frames == pts.length) {
                pts = Arrays.copyOf(pts, 2 * frames);
            }
            pts[frames++] = time;
            end = time + duration;
        }

        /** Notes that the frame added last is a key frame. */
        void markKeyFrame() {
            mostFramesPerKeyFrame = Math.max(mostFramesPerKeyFrame, frames - 1 - keyFrame);
            keyFrame = frames - 1;
        }

        long firstPts() {
            return pts[0];
        }

        long end() {
            return end;
        }

        Timeline build(boolean seekable) {
            if (frames == 0) {
                throw new IllegalStateException("no frame was read yet");
            }
            return new Timeline(this, seekable);
        }
    }
}
