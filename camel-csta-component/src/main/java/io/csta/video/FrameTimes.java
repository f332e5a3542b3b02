package io.csta.video;

import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;

import org.bytedeco.ffmpeg.avutil.AVFrame;

/**
 * Assigns every frame a presentation time, later than that of the frame before. Files do not always have one: old AVI files
 * store no times, in damaged files they repeat or go back, and where two recordings were joined the clock starts again.
 */
final class FrameTimes {

    /** In seconds. Raw streams declare that a frame lasts one tick of a clock that they do not have. */
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
     * @param usualDuration the duration of frames that do not declare one, in seconds
     * @param jumps detects implausible steps of the clock
     */
    FrameTimes(double tick, double usualDuration, TimestampJumps jumps) {
        this.usualDuration = Math.max(1, Math.round(usualDuration / tick));
        this.shortestDuration = Math.max(1, Math.round(SHORTEST_FRAME / tick));
        this.duration = this.usualDuration;
        this.jumps = jumps;
    }

    /** Processes the times of the next frame. */
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

    /** Forgets the frame before; must be called after seeking. */
    void restart() {
        started = false;
    }

    /** The presentation time of the last frame, in ticks. */
    long pts() {
        return pts;
    }

    /** The duration of the last frame in ticks, at least 1; the next frame may still start earlier or later. */
    long duration() {
        return duration;
    }

    /** Whether the last time was computed instead of read from the file. */
    boolean repaired() {
        return repaired;
    }

    /** Whether the clock had no jump so far. */
    boolean steady() {
        return jumps.none();
    }
}
