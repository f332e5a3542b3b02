package io.csta.video;

import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_DATA_DISPLAYMATRIX;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_side_data_get;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_side_data_new;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_RANGE_MPEG;
import static org.bytedeco.ffmpeg.global.avutil.AV_PICTURE_TYPE_I;
import static org.bytedeco.ffmpeg.global.avutil.AV_PICTURE_TYPE_NONE;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUV420P;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_ref;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_unref;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacketSideData;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;
import org.jspecify.annotations.Nullable;

/** The video track of a summary: H.264 with the size, aspect ratio, orientation and colours of the source. */
final class PictureTrack implements AutoCloseable {

    /** FFmpeg's name of the H.264 encoder. */
    static final String ENCODER = "libopenh264";

    private static final double BITS_PER_PIXEL = 0.15;
    private static final long LOWEST_BIT_RATE = 200_000;
    private static final double SECONDS_BETWEEN_KEY_FRAMES = 2;

    /** The limits of OpenH264: sides of at least 16 pixels, and at most the number of 16x16 blocks of level 5.2. */
    private static final int SMALLEST_SIDE = 16;

    private static final int MOST_BLOCKS = 36_864;

    private final Encoder encoder;
    private final Scaler scaler = new Scaler(AV_PIX_FMT_YUV420P, false);
    private final AVFrame frame = av_frame_alloc();
    private final Deque<Shown> waiting = new ArrayDeque<>();
    private @Nullable Deinterlacer deinterlacer;
    private int frames;
    private long lastStart = -1;

    /** When a frame is shown, in ticks of the summary's clock, and whether it follows a cut. */
    private record Shown(long start, long duration, boolean cut) {}

    private PictureTrack(Encoder encoder) {
        this.encoder = encoder;
    }

    /**
     * Adds the track to a file.
     *
     * @param file the summary
     * @param source positioned at the first frame of the summary
     * @param clock the times of the summary's frames
     */
    static PictureTrack open(Mp4Muxer file, VideoReader source, SummaryClock clock) {
        AVFrame first = source.frame();
        Encoder encoder = Encoder.open(
                file,
                ENCODER,
                context -> {
                    setUp(context, first, clock);
                    Rational aspect = source.sampleAspectRatio();
                    if (aspect.positive()) {
                        context.sample_aspect_ratio(aspect.toNative());
                    }
                },
                Map.of("rc_mode", "quality", "allow_skip_frames", "0", "coder", "cabac", "profile", "high"));
        clock.frameRate().ifPresent(rate -> {
            encoder.stream().avg_frame_rate(rate.toNative());
            encoder.stream().r_frame_rate(rate.toNative());
        });
        copyDisplayMatrix(source.stream().codecpar(), encoder.stream().codecpar());
        return new PictureTrack(encoder);
    }

    private static void setUp(AVCodecContext context, AVFrame first, SummaryClock clock) {
        int width = Math.max(2, first.width() & ~1);
        int height = Math.max(2, first.height() & ~1);
        while (blocks(width) * blocks(height) > MOST_BLOCKS) {
            width = width / 2 & ~1;
            height = height / 2 & ~1;
        }
        while (Math.min(width, height) < SMALLEST_SIDE) {
            width *= 2;
            height *= 2;
        }
        double fps = clock.fps();
        context.width(width);
        context.height(height);
        context.pix_fmt(AV_PIX_FMT_YUV420P);
        context.time_base(clock.timeBase().toNative());
        context.framerate(clock.nominalRate().toNative());
        context.bit_rate(Math.max(LOWEST_BIT_RATE, Math.round(BITS_PER_PIXEL * width * height * fps)));
        context.gop_size((int) Math.max(1, Math.round(SECONDS_BETWEEN_KEY_FRAMES * fps)));
        context.max_b_frames(0);
        context.thread_count(1); // with more threads, the output of OpenH264 varies from run to run
        context.slices(1);
        context.color_range(AVCOL_RANGE_MPEG);
        context.colorspace(Scaler.isRgb(first) ? Scaler.matrix(first) : first.colorspace());
        context.color_primaries(first.color_primaries());
        context.color_trc(first.color_trc());
        context.chroma_sample_location(first.chroma_location());
    }

    private static long blocks(int side) {
        return ((long) side + SMALLEST_SIDE - 1) / SMALLEST_SIDE;
    }

    private static void copyDisplayMatrix(AVCodecParameters from, AVCodecParameters to) {
        AVPacketSideData matrix =
                av_packet_side_data_get(from.coded_side_data(), from.nb_coded_side_data(), AV_PKT_DATA_DISPLAYMATRIX);
        if (matrix == null) {
            return;
        }
        AVPacketSideData list = new AVPacketSideData(null);
        try (IntPointer count = new IntPointer(1).put(0)) {
            AVPacketSideData copy = av_packet_side_data_new(list, count, AV_PKT_DATA_DISPLAYMATRIX, matrix.size(), 0);
            byte[] values = new byte[(int) matrix.size()];
            matrix.data().get(values);
            BytePointer place = copy.data();
            place.put(values);
            to.coded_side_data(list).nb_coded_side_data(count.get());
        }
    }

    /**
     * Adds a frame.
     *
     * @param source as decoded
     * @param start in ticks of the summary's clock
     * @param duration in the same ticks
     * @param cut whether the previous frame of the summary is not the previous frame of the video
     */
    void add(AVFrame source, long start, long duration, boolean cut) {
        Shown shown = new Shown(start, duration, cut);
        frames++;
        if (cut || (deinterlacer != null && !deinterlacer.accepts(source))) {
            finishDeinterlacing();
        }
        if (deinterlacer == null && Deinterlacer.isInterlaced(source)) {
            deinterlacer = Deinterlacer.of(source);
        }
        if (deinterlacer == null) {
            encode(source, shown);
        } else {
            waiting.add(shown);
            deinterlacer.add(source);
            encodeDeinterlaced(deinterlacer);
        }
    }

    private void encodeDeinterlaced(Deinterlacer filter) {
        Optional<AVFrame> picture = filter.next();
        while (picture.isPresent()) {
            encode(picture.get(), waiting.remove());
            picture = filter.next();
        }
    }

    private void finishDeinterlacing() {
        if (deinterlacer != null) {
            deinterlacer.finish();
            encodeDeinterlaced(deinterlacer);
            deinterlacer.close();
            deinterlacer = null;
        }
    }

    private void encode(AVFrame source, Shown shown) {
        int width = encoder.context().width();
        int height = encoder.context().height();
        boolean fits = source.format() == AV_PIX_FMT_YUV420P
                && source.width() == width
                && source.height() == height
                && !Scaler.isFullRange(source);
        av_frame_ref(frame, fits ? source : fitted(source, width, height));
        try {
            // Times must increase, even if a damaged file has frames less than a tick of the summary's clock apart.
            lastStart = Math.max(shown.start, lastStart + 1);
            frame.pts(lastStart).duration(shown.duration);
            frame.pict_type(shown.cut ? AV_PICTURE_TYPE_I : AV_PICTURE_TYPE_NONE);
            encoder.encode(frame);
        } finally {
            av_frame_unref(frame);
        }
    }

    /** Scales a frame to the size of the summary. If its aspect ratio changed within the video, it gets black bars. */
    private AVFrame fitted(AVFrame source, int width, int height) {
        boolean onlyCut = (source.width() & ~1) == width && (source.height() & ~1) == height;
        if (onlyCut) {
            return scaler.convert(source, width, height, width, height, Placement.whole(width, height));
        }
        double aspect = aspect(source.width(), source.height(), source.sample_aspect_ratio())
                / aspect(width, height, encoder.context().sample_aspect_ratio());
        Placement placement = Placement.inside(width, height, aspect);
        return scaler.convert(source, source.width(), source.height(), width, height, placement);
    }

    private static double aspect(int width, int height, AVRational pixel) {
        Rational pixelAspect = Rational.of(pixel);
        return (double) width / height * (pixelAspect.positive() ? pixelAspect.value() : 1);
    }

    /** Writes the rest, and checks that no frame is missing. */
    void finish() {
        finishDeinterlacing();
        encoder.finish();
        if (encoder.packets() != frames) {
            throw new RenderingException("the encoder wrote only " + encoder.packets() + " of " + frames
                    + " frames; report this, with the video");
        }
    }

    @Override
    public void close() {
        if (deinterlacer != null) {
            deinterlacer.close();
        }
        scaler.close();
        av_frame_free(frame);
        encoder.close();
    }
}
