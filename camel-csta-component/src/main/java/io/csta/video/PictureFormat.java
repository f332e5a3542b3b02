package io.csta.video;

import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_DATA_DISPLAYMATRIX;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_side_data_get;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_side_data_new;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_RANGE_MPEG;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUV420P;

import java.util.Map;
import java.util.Optional;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacketSideData;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;

/**
 * The format of the pictures of a summary: H.264 with the size, aspect ratio, orientation and colours of its first frame. All
 * sections of a summary are encoded with the same format, so that they can be joined.
 *
 * @param width in pixels, even
 * @param height in pixels, even
 * @param aspect width divided by height of a pixel; 0 if unknown
 * @param colorspace FFmpeg's number of the colour matrix
 * @param primaries FFmpeg's number of the primary colours
 * @param transfer FFmpeg's number of the transfer function
 * @param chromaLocation FFmpeg's number of the place of the colour samples
 * @param displayMatrix how players turn the picture; empty if they do not
 * @param timeBase seconds per tick
 * @param frameRate the constant frame rate, if it is constant
 * @param nominalRate an approximate frame rate
 * @param fps frames per second
 */
@SuppressWarnings("ArrayRecordComponent")
record PictureFormat(
        int width,
        int height,
        Rational aspect,
        int colorspace,
        int primaries,
        int transfer,
        int chromaLocation,
        byte[] displayMatrix,
        Rational timeBase,
        Optional<Rational> frameRate,
        Rational nominalRate,
        double fps) {

    /** FFmpeg's name of the H.264 encoder. */
    static final String ENCODER = "libopenh264";

    /** The private options of the encoder. */
    static final Map<String, String> OPTIONS =
            Map.of("rc_mode", "quality", "allow_skip_frames", "0", "coder", "cabac", "profile", "high");

    private static final double BITS_PER_PIXEL = 0.15;
    private static final long LOWEST_BIT_RATE = 200_000;
    private static final double SECONDS_BETWEEN_KEY_FRAMES = 2;

    /** The limits of OpenH264: sides of at least 16 pixels, and at most the number of 16x16 blocks of level 5.2. */
    private static final int SMALLEST_SIDE = 16;

    private static final int MOST_BLOCKS = 36_864;

    /**
     * The format of a summary.
     *
     * @param source positioned at the first frame of the summary
     * @param clock the times of the summary's frames
     */
    static PictureFormat of(VideoReader source, SummaryClock clock) {
        AVFrame first = source.frame();
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
        return new PictureFormat(
                width,
                height,
                source.sampleAspectRatio(),
                Scaler.isRgb(first) ? Scaler.matrix(first) : first.colorspace(),
                first.color_primaries(),
                first.color_trc(),
                first.chroma_location(),
                displayMatrix(source.stream().codecpar()),
                clock.timeBase(),
                clock.frameRate(),
                clock.nominalRate(),
                clock.fps());
    }

    private static long blocks(int side) {
        return ((long) side + SMALLEST_SIDE - 1) / SMALLEST_SIDE;
    }

    private static byte[] displayMatrix(AVCodecParameters source) {
        AVPacketSideData matrix = av_packet_side_data_get(
                source.coded_side_data(), source.nb_coded_side_data(), AV_PKT_DATA_DISPLAYMATRIX);
        if (matrix == null) {
            return new byte[0];
        }
        byte[] values = new byte[(int) matrix.size()];
        matrix.data().get(values);
        return values;
    }

    /** The number of frames from one key frame to the next. */
    int framesPerKeyFrame() {
        return (int) Math.max(1, Math.round(SECONDS_BETWEEN_KEY_FRAMES * fps));
    }

    /** The width of a picture divided by its height, as players show it. */
    double pictureAspect() {
        return (double) width / height * (aspect.positive() ? aspect.value() : 1);
    }

    /** Prepares an encoder. */
    void configure(AVCodecContext context) {
        context.width(width);
        context.height(height);
        context.pix_fmt(AV_PIX_FMT_YUV420P);
        context.time_base(timeBase.toNative());
        context.framerate(nominalRate.toNative());
        context.bit_rate(Math.max(LOWEST_BIT_RATE, Math.round(BITS_PER_PIXEL * width * height * fps)));
        context.gop_size(framesPerKeyFrame());
        context.max_b_frames(0);
        context.thread_count(1); // with more threads, the output of OpenH264 varies from run to run
        context.slices(1);
        context.color_range(AVCOL_RANGE_MPEG);
        context.colorspace(colorspace);
        context.color_primaries(primaries);
        context.color_trc(transfer);
        context.chroma_sample_location(chromaLocation);
        if (aspect.positive()) {
            context.sample_aspect_ratio(aspect.toNative());
        }
    }

    /** Adds what players need to know to a track: how they turn the picture. */
    void addDisplayMatrix(AVCodecParameters track) {
        if (displayMatrix.length == 0) {
            return;
        }
        AVPacketSideData list = new AVPacketSideData(null);
        try (IntPointer count = new IntPointer(1).put(0)) {
            AVPacketSideData copy =
                    av_packet_side_data_new(list, count, AV_PKT_DATA_DISPLAYMATRIX, displayMatrix.length, 0);
            BytePointer place = copy.data();
            place.put(displayMatrix);
            track.coded_side_data(list).nb_coded_side_data(count.get());
        }
    }
}
