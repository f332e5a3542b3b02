package io.csta.video;

import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;

import org.bytedeco.ffmpeg.avutil.AVFrame;

/**
 * Gives every frame a presentation time, later than that of the frame before. Files do not always have one: old AVI
 * files store none, broken ones repeat or go back, and where two recordings were joined the clock starts anew.
 */
final class FrameTimes {

    /** Raw streams claim that a frame lasts a tick of a clock that they do not have; in seconds. */
    private static final double SHORTEST_FRAME = 0.001;

    private final long usualDuration;
    private final long shortestDuration;
    private final TimestampJumps jumps;
    private boolean started;
    private long pts;
    private long duration;
    private boolean repaired;

    /**
     * For a stream.
     *
     * @param tick in seconds
     * @param usualDuration of a frame that does not tell its own, in seconds
     * @param jumps which steps of the clock are not believed
     */
    FrameTimes(double tick, double usualDuration, TimestampJumps jumps) {
        this.usualDuration = Math.max(1, Math.round(usualDuration / tick));
        this.shortestDuration = Math.max(1, Math.round(SHORTEST_FRAME / tick));
        this.duration = this.usualDuration;
        this.jumps = jumps;
    }

    /** Takes the times of the next frame. */
    void next(AVFrame frame) {
        next(frame.best_effort_timestamp(), frame.pkt_dts(), frame.duration());
    }

    /** The same with plain numbers; a time may be {@code AV_NOPTS_VALUE}, a duration 0. */
    void next(long bestEffort, long dts, long frameDuration) {
        long given = bestEffort != AV_NOPTS_VALUE ? bestEffort : dts;
        repaired = bestEffort == AV_NOPTS_VALUE;
        if (given == AV_NOPTS_VALUE) {
            given = started ? pts + duration : 0;
        } else if (started) {
            given = jumps.smoothed(given, pts + duration);
        }
        if (started && given <= pts) {
            given = pts + duration;
            repaired = true;
        }
        pts = given;
        duration = frameDuration >= shortestDuration ? frameDuration : usualDuration;
        started = true;
    }

    /** Forgets the frame before; to be called after a search. */
    void restart() {
        started = false;
    }

    /** Presentation time of the last frame, in ticks. */
    long pts() {
        return pts;
    }

    /** Duration of the last frame, in ticks, at least 1; the next frame may come earlier or later all the same. */
    long duration() {
        return duration;
    }

    /** Whether the last time is not the file's own. */
    boolean repaired() {
        return repaired;
    }

    /** Whether the clock ran without a jump so far. */
    boolean steady() {
        return jumps.none();
    }
}
