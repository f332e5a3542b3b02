package io.csta.video;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.bytedeco.ffmpeg.avutil.AVFrame;

/**
 * Reads chosen frames of a video again: exactly those that had the same numbers when the {@link Timeline} was made.
 *
 * <p>Over long gaps it jumps to a key frame. Every frame after a jump must then have the very time that the timeline
 * knows; where one has not, or anything is damaged, the video is decoded from its start instead. One thread a walk.
 */
public final class FrameSeeker implements AutoCloseable {

    private static final int FAR = 64;
    private static final int[] RUN_UPS = {32, 256};

    private final Path file;
    private final Timeline timeline;
    private final Deque<FrameRange> ranges;
    private VideoReader reader;
    private int position = -1;
    private int wanted = -1;
    private int far = FAR;
    private boolean jumped;
    private boolean mayJump;

    private FrameSeeker(Path file, Timeline timeline, List<FrameRange> ranges) {
        this.file = file;
        this.timeline = timeline;
        this.ranges = new ArrayDeque<>(ranges);
        this.mayJump = timeline.searchable();
        requireUnchanged();
        this.reader = VideoReader.open(file);
    }

    /**
     * Opens a walk over ranges of frames.
     *
     * @param file the video
     * @param timeline the times of its frames
     * @param ranges ascending, not overlapping
     * @return a walk that stands before the first chosen frame; to be closed by the caller
     * @throws IllegalArgumentException if the ranges are not in order or reach beyond the video
     * @throws UnreadableVideoException if the file cannot be opened any more
     */
    public static FrameSeeker open(Path file, Timeline timeline, List<FrameRange> ranges) {
        int before = -1;
        for (FrameRange range : ranges) {
            if (range.first() <= before || range.last() >= timeline.frames()) {
                throw new IllegalArgumentException("frames " + range.first() + " to " + range.last()
                        + " are not in order, or not all of them are among the video's " + timeline.frames());
            }
            before = range.last();
        }
        return new FrameSeeker(file, timeline, ranges);
    }

    /**
     * Decodes the next chosen frame.
     *
     * @return false if there is none
     * @throws UnreadableVideoException if the file is not the one that the timeline was made of
     * @throws io.csta.CancelledException if the thread is interrupted
     */
    public boolean advance() {
        FrameRange range = ranges.peek();
        if (range != null && wanted >= range.last()) {
            ranges.remove();
            range = ranges.peek();
        }
        if (range == null) {
            return false;
        }
        wanted = Math.max(wanted + 1, range.first());
        approach();
        return true;
    }

    /** Number of the current frame in the video, from 0. */
    public int index() {
        return wanted;
    }

    /** The current frame as an upright picture. */
    public Picture picture() {
        return reader.picture();
    }

    AVFrame frame() {
        return reader.frame();
    }

    VideoReader reader() {
        return reader;
    }

    /**
     * Makes sure that the file is still the one that the timeline was made of.
     *
     * @throws UnreadableVideoException if it was written to or replaced since then
     */
    public void requireUnchanged() {
        timeline.stamp().requireUnchanged(file);
    }

    /** Whether a jump brought the walk here; for tests. */
    boolean jumped() {
        return jumped;
    }

    private void approach() {
        if (mayJump && wanted - position > far) {
            jump();
        }
        while (position < wanted) {
            boolean there = reader.advance();
            position++;
            if (!there || reader.pts() != timeline.pts(position)) {
                if (!jumped) {
                    throw new UnreadableVideoException(
                            file + " is not as it was when it was read first; leave it alone while it is summarized");
                }
                restart();
            }
        }
    }

    private void jump() {
        int before = position;
        for (int runUp : RUN_UPS) {
            int from = wanted - runUp;
            if (from <= before) {
                break;
            }
            jumped = true;
            if (reader.seek(timeline.pts(from)) && land()) {
                far = position > before ? far : 2 * far;
                return;
            }
        }
        if (jumped) {
            restart();
        }
    }

    /** Decodes up to a key frame whose time is known; false if it lies behind the wanted frame, or there is none. */
    private boolean land() {
        while (reader.advance()) {
            if (reader.onKeyFrame()) {
                int frame = reader.onExactTime() ? timeline.frameAt(reader.pts()) : -1;
                if (frame >= 0 && frame <= wanted) {
                    position = frame;
                    return true;
                }
                return false;
            }
        }
        return false;
    }

    private void restart() {
        reader.close();
        reader = VideoReader.open(file);
        position = -1;
        jumped = false;
        mayJump = false;
    }

    @Override
    public void close() {
        reader.close();
    }
}
