package io.csta.video;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.bytedeco.ffmpeg.avutil.AVFrame;

/**
 * Reads selected frames of a video again: exactly those that had the same numbers when the {@link Timeline} was created.
 *
 * <p>Over long gaps it seeks to a key frame. Every frame after that must have exactly the time in the timeline; otherwise, or
 * if anything is damaged, the video is decoded from its start instead. Which frames of a damaged file are reported as damaged
 * may depend on the timing of FFmpeg's threads. If this differs from the first time, the timeline decides which frames count.
 * Not thread-safe.
 */
public final class FrameSeeker implements AutoCloseable {

    private static final int FAR = 64;
    private static final int[] LEADS = {32, 256};

    private final Path file;
    private final int threads;
    private final Timeline timeline;
    private final Deque<FrameRange> ranges;
    private VideoReader reader;
    private int position = -1;
    private int target = -1;
    private int far = FAR;
    private boolean sought;
    private boolean maySeek;
    private boolean strict = true;

    private FrameSeeker(Path file, Timeline timeline, List<FrameRange> ranges, int threads) {
        this.file = file;
        this.threads = threads;
        this.timeline = timeline;
        this.ranges = new ArrayDeque<>(ranges);
        this.maySeek = timeline.seekable();
        requireUnchanged();
        this.reader = VideoReader.open(file, threads);
    }

    /**
     * Opens a video to read ranges of frames.
     *
     * @param file the video
     * @param timeline the times of its frames
     * @param ranges ascending, not overlapping
     * @return a seeker before the first selected frame; the caller closes it
     * @throws IllegalArgumentException if the ranges are not in order or reach beyond the video
     * @throws UnreadableVideoException if the file can no longer be opened
     */
    public static FrameSeeker open(Path file, Timeline timeline, List<FrameRange> ranges) {
        return open(file, timeline, ranges, Decoder.AUTOMATIC);
    }

    /** Opens a video to read ranges of frames with this number of threads. */
    static FrameSeeker open(Path file, Timeline timeline, List<FrameRange> ranges, int threads) {
        int before = -1;
        for (FrameRange range : ranges) {
            if (range.first() <= before || range.last() >= timeline.frames()) {
                throw new IllegalArgumentException("frames " + range.first() + " to " + range.last()
                        + " are not in order, or not all of them are among the video's " + timeline.frames());
            }
            before = range.last();
        }
        return new FrameSeeker(file, timeline, ranges, threads);
    }

    /**
     * Decodes the next selected frame.
     *
     * @return false if there are no more frames
     * @throws UnreadableVideoException if the file is not the one to which the timeline belongs
     * @throws io.csta.CancelledException if the thread is interrupted
     */
    public boolean advance() {
        FrameRange range = ranges.peek();
        if (range != null && target >= range.last()) {
            ranges.remove();
            range = ranges.peek();
        }
        if (range == null) {
            return false;
        }
        target = Math.max(target + 1, range.first());
        approach();
        return true;
    }

    /** The number of the current frame in the video, from 0. */
    public int index() {
        return target;
    }

    /** The current frame as an upright picture. */
    public Picture picture() {
        return reader.picture();
    }

    /**
     * The current frame, for later use.
     *
     * @return a reference, which the caller closes
     */
    public FrameReference reference() {
        return reader.reference();
    }

    AVFrame frame() {
        return reader.frame();
    }

    VideoReader reader() {
        return reader;
    }

    /**
     * Checks that the file is still the one to which the timeline belongs.
     *
     * @throws UnreadableVideoException if it was modified or replaced
     */
    public void requireUnchanged() {
        timeline.stamp().requireUnchanged(file);
    }

    /** Whether the current position was reached by seeking; for tests. */
    boolean sought() {
        return sought;
    }

    private void approach() {
        if (maySeek && target - position > far) {
            seek();
        }
        while (position < target) {
            position++;
            if (!decode(timeline.pts(position))) {
                if (!sought && !strict) {
                    throw new UnreadableVideoException(file
                            + " differs from when it was first read; do not modify it while it is being summarized");
                }
                restart(sought);
            }
        }
    }

    /** Decodes the next frame; false if it does not have this time. */
    private boolean decode(long pts) {
        boolean found = reader.advance();
        while (found && !strict && reader.pts() < pts) {
            found = reader.advance();
        }
        return found && reader.pts() == pts;
    }

    private void seek() {
        int before = position;
        for (int lead : LEADS) {
            int from = target - lead;
            if (from <= before) {
                break;
            }
            sought = true;
            if (reader.seek(timeline.pts(from)) && decodeToKnownKeyFrame()) {
                far = position > before ? far : 2 * far;
                return;
            }
        }
        if (sought) {
            restart(true);
        }
    }

    /** Decodes up to a key frame whose time is known; false if it is after the target frame, or if there is none. */
    private boolean decodeToKnownKeyFrame() {
        while (reader.advance()) {
            if (reader.onKeyFrame()) {
                int frame = reader.onExactTime() ? timeline.frameAt(reader.pts()) : -1;
                if (frame >= 0 && frame <= target) {
                    position = frame;
                    return true;
                }
                return false;
            }
        }
        return false;
    }

    private void restart(boolean skippingDamaged) {
        reader.close();
        reader = skippingDamaged ? VideoReader.open(file, threads) : VideoReader.openWithDamagedFrames(file, threads);
        strict = skippingDamaged;
        position = -1;
        sought = false;
        maySeek = false;
    }

    @Override
    public void close() {
        reader.close();
    }
}
