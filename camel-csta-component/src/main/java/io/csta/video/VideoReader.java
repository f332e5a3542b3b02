package io.csta.video;

import static org.bytedeco.ffmpeg.global.avcodec.avcodec_get_name;
import static org.bytedeco.ffmpeg.global.avformat.av_guess_sample_aspect_ratio;

import io.csta.CancelledException;
import java.nio.file.Path;
import java.util.List;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVFrame;

/**
 * Reads a video frame by frame, in presentation order.
 *
 * <pre>{@code
 * try (VideoReader video = VideoReader.open(file)) {
 *     while (video.advance()) {
 *         if (video.index() % 15 == 0) {
 *             process(video.picture());
 *         }
 *     }
 *     Timeline timeline = video.timeline();
 * }
 * }</pre>
 *
 * <p>Holds one frame at a time, and converts only requested pictures. Damaged frames are skipped and counted. Decoding uses
 * several threads; the reader itself is not thread-safe.
 */
public final class VideoReader implements AutoCloseable {

    /** The samples in a row of {@link #luma()}. */
    public static final int LUMA_WIDTH = 64;

    /** The rows of {@link #luma()}. */
    public static final int LUMA_HEIGHT = 36;

    /** Containers round, and audio may be longer than video. */
    private static final double LEAST_MISSING_SECONDS = 1;

    private static final double LEAST_MISSING_SHARE = 0.02;
    private static final double LEAST_MISSING_SHARE_WITH_SOUND = 0.4;

    /** The number of frames between two checks of whether the file changed. */
    private static final int FRAMES_PER_CHECK = 500;

    private final FileStamp stamp;
    private final Demuxer input;
    private final AVStream stream;
    private final Decoder decoder;
    private final Orientation orientation;
    private final PictureConverter pictures = new PictureConverter();
    private final LumaSampler luma = new LumaSampler(LUMA_WIDTH, LUMA_HEIGHT);
    private final Rational timeBase;
    private final ContainerTimes declared;
    private final VideoInfo info;
    private final FrameTimes times;
    private final Timeline.Builder timeline;
    private final boolean skipsDamaged;
    private int index = -1;
    private boolean onFrame;

    private VideoReader(FileStamp stamp, Demuxer input, AVStream stream, Decoder decoder, boolean skipsDamaged) {
        this.stamp = stamp;
        this.input = input;
        this.stream = stream;
        this.decoder = decoder;
        this.skipsDamaged = skipsDamaged;
        this.orientation = Orientation.of(stream.codecpar());
        this.timeBase = Rational.of(stream.time_base());
        this.declared = new ContainerTimes(input, stream);
        this.info = describe();
        this.times = new FrameTimes(
                timeBase.value(), 1 / info.fps(), new TimestampJumps(timeBase.value(), info.estimatedDuration()));
        this.timeline = new Timeline.Builder(
                stamp, timeBase, List.of(Rational.of(stream.r_frame_rate()), Rational.of(stream.avg_frame_rate())));
    }

    /**
     * Opens a video.
     *
     * @param file a file in a container such as MP4, MOV, MKV, WebM, AVI or MPEG-TS
     * @return a reader before the first frame; the caller closes it
     * @throws CodecNotAllowedException if its codec is not on the list of allowed ones
     * @throws UnreadableVideoException if there is no such file, or it is not a video
     */
    public static VideoReader open(Path file) {
        return open(file, Decoder.AUTOMATIC);
    }

    /** Opens a video to decode it with this number of threads. */
    static VideoReader open(Path file, int threads) {
        return open(file, true, threads);
    }

    /** Opens a video without skipping damaged frames that can still be decoded. */
    static VideoReader openWithDamagedFrames(Path file, int threads) {
        return open(file, false, threads);
    }

    private static VideoReader open(Path file, boolean skipsDamaged, int threads) {
        Demuxer.checkFile(file);
        FileStamp stamp = FileStamp.of(file);
        Demuxer input = Demuxer.open(file);
        try {
            AVStream stream = input.video();
            Decoder decoder = Decoder.open(input, stream, threads);
            try {
                return new VideoReader(stamp, input, stream, decoder, skipsDamaged);
            } catch (RuntimeException e) {
                decoder.close();
                throw e;
            }
        } catch (RuntimeException e) {
            input.close();
            throw e;
        }
    }

    private VideoInfo describe() {
        int width = stream.codecpar().width();
        int height = stream.codecpar().height();
        return new VideoInfo(
                input.file(),
                orientation.transposed() ? height : width,
                orientation.transposed() ? width : height,
                declared.fps(),
                declared.frames(),
                declared.duration(),
                orientation.rotation(),
                avcodec_get_name(stream.codecpar().codec_id()).getString(),
                input.audio().isPresent());
    }

    /** What the container declares. */
    public VideoInfo info() {
        return info;
    }

    /**
     * Decodes the next frame.
     *
     * @return false if there are no more frames
     * @throws UnreadableVideoException if no frame at all could be decoded, or if the file changed
     * @throws CancelledException if the thread is interrupted
     */
    public boolean advance() {
        CancelledException.throwIfInterrupted();
        onFrame = decode();
        if (onFrame) {
            AVFrame frame = decoder.frame();
            frame.sample_aspect_ratio(av_guess_sample_aspect_ratio(input.context(), stream, frame));
            timeline.add(times.pts(), times.duration());
            if (onKeyFrame()) {
                timeline.markKeyFrame();
            }
            index++;
        }
        if (!onFrame || index % FRAMES_PER_CHECK == 0) {
            stamp.requireUnchanged(input.file());
        }
        if (index < 0) {
            throw new UnreadableVideoException("no frame of " + input.file()
                    + " could be decoded; copy or upload the complete file, or convert it again");
        }
        return onFrame;
    }

    /** Damaged frames are included in the timing, so that those of the others do not depend on which frames are skipped. */
    private boolean decode() {
        while (decoder.next()) {
            times.next(decoder.frame());
            if (decoder.intact() || !skipsDamaged) {
                return true;
            }
        }
        return false;
    }

    /** The number of the current frame, from 0; -1 before the first. */
    public int index() {
        return index;
    }

    /** Presentation time of the current frame in {@link #ticksPerSecond() ticks}, on the container's clock. */
    public long pts() {
        return times.pts();
    }

    /** The declared duration of the current frame, in {@link #ticksPerSecond() ticks}. */
    public long duration() {
        return times.duration();
    }

    /** Ticks of {@link #pts()} in a second. */
    public double ticksPerSecond() {
        return timeBase.inverse().value();
    }

    /** Presentation time of the current frame in seconds from the first one. */
    public double time() {
        return (times.pts() - timeline.firstPts()) * timeBase.value();
    }

    /**
     * The current frame as an upright picture.
     *
     * @return a new picture; its size may change within a video
     * @throws IllegalStateException before the first frame and after the last
     */
    public Picture picture() {
        return pictures.convert(frame(), orientation);
    }

    /**
     * The current frame, for later use.
     *
     * @return a reference, which the caller closes
     * @throws IllegalStateException before the first frame and after the last
     */
    public FrameReference reference() {
        return new FrameReference(frame(), orientation);
    }

    /**
     * The brightness of the current frame at the points of a coarse grid. Much cheaper than {@link #picture()}: cheap enough for
     * every frame.
     *
     * <p>The samples are taken from the frame as it is stored, so a rotated video has a rotated grid, and the grid has the same
     * size whatever the size of the frame. Nothing is averaged: a sample is the luma of one pixel.
     *
     * @return a new array of {@code LUMA_HEIGHT x LUMA_WIDTH} bytes, row by row from the top left; unsigned, from 0 (black) to
     *     255 (white) whatever the format and the range of the video
     * @throws IllegalStateException before the first frame and after the last
     */
    public byte[] luma() {
        return luma.sample(frame());
    }

    /** What could not be read so far; whether the file is truncated is known only after the last frame. */
    public Damage damage() {
        boolean ended = !onFrame && index >= 0;
        double missing = declared.end().orElse(0) - timeline.end() * timeBase.value();
        boolean audioMayBeLonger = info.audio() && declared.endsWithTheFile();
        double share = audioMayBeLonger ? LEAST_MISSING_SHARE_WITH_SOUND : LEAST_MISSING_SHARE;
        boolean tooEarly = ended && times.steady() && missing > Math.max(LEAST_MISSING_SECONDS, share * time());
        return new Damage(decoder.damaged(), input.damaged(), tooEarly || input.truncated());
    }

    /** The times of all frames read so far. */
    public Timeline timeline() {
        return timeline.build(times.steady() && decoder.damaged() == 0 && !input.damaged() && input.seeksExactly());
    }

    /** The current frame as decoded; its content changes with the next one. */
    AVFrame frame() {
        if (!onFrame) {
            throw new IllegalStateException("there is no current frame: advance() was not called or returned false");
        }
        return decoder.frame();
    }

    AVStream stream() {
        return stream;
    }

    Rational sampleAspectRatio() {
        return Rational.of(frame().sample_aspect_ratio());
    }

    boolean onKeyFrame() {
        return onFrame && (decoder.frame().flags() & AVFrame.AV_FRAME_FLAG_KEY) != 0;
    }

    /** Whether the time of the current frame is from the file. */
    boolean onExactTime() {
        return onFrame && !times.repaired();
    }

    /** Seeks to a key frame at or before a time. Afterwards, {@link #index()} and {@link #timeline()} are meaningless. */
    boolean seek(long pts) {
        onFrame = false;
        times.restart();
        return decoder.seek(pts);
    }

    @Override
    public void close() {
        pictures.close();
        luma.close();
        decoder.close();
        input.close();
    }
}
