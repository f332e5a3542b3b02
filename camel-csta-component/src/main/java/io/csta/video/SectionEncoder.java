package io.csta.video;

import static org.bytedeco.ffmpeg.global.avutil.AV_PICTURE_TYPE_NONE;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUV420P;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_ref;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_unref;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.jspecify.annotations.Nullable;

/**
 * Encodes the frames of one {@link Section}. Interlaced frames are deinterlaced, and frames of other sizes or formats are
 * converted.
 */
final class SectionEncoder implements AutoCloseable {

    private final PictureFormat format;
    private final EncodedSection encoded;
    private final Encoder encoder;
    private final Scaler scaler = new Scaler(AV_PIX_FMT_YUV420P, false);
    private final AVFrame frame = av_frame_alloc();
    private final Deque<Shown> waiting = new ArrayDeque<>();
    private @Nullable Deinterlacer deinterlacer;
    private int frames;
    private boolean finished;
    private long lastStart = -1;

    /** When a frame is shown, in ticks of the summary's clock. */
    private record Shown(long start, long duration) {}

    private SectionEncoder(PictureFormat format, Encoder encoder) {
        this.format = format;
        this.encoder = encoder;
        this.encoded = new EncodedSection(encoder.parameters());
    }

    /**
     * Opens an encoder.
     *
     * @throws RenderingException if the format is not supported
     */
    static SectionEncoder open(PictureFormat format) {
        return new SectionEncoder(
                format, Encoder.open(PictureFormat.ENCODER, format::configure, PictureFormat.OPTIONS));
    }

    /**
     * Adds a frame.
     *
     * @param source as decoded
     * @param start in ticks of the summary's clock
     * @param duration in the same ticks
     */
    void add(AVFrame source, long start, long duration) {
        Shown shown = new Shown(start, duration);
        frames++;
        if (deinterlacer != null && !deinterlacer.accepts(source)) {
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
        int width = format.width();
        int height = format.height();
        boolean fits = source.format() == AV_PIX_FMT_YUV420P
                && source.width() == width
                && source.height() == height
                && !Scaler.isFullRange(source);
        av_frame_ref(frame, fits ? source : fitted(source, width, height));
        try {
            // Times must increase, even if a damaged file has frames less than a tick of the summary's clock apart.
            lastStart = Math.max(shown.start, lastStart + 1);
            frame.pts(lastStart).duration(shown.duration);
            frame.pict_type(AV_PICTURE_TYPE_NONE);
            encoder.encode(frame, encoded::add);
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
        Rational pixel = Rational.of(source.sample_aspect_ratio());
        double aspect = (double) source.width() / source.height() * (pixel.positive() ? pixel.value() : 1);
        Placement placement = Placement.inside(width, height, aspect / format.pictureAspect());
        return scaler.convert(source, source.width(), source.height(), width, height, placement);
    }

    /**
     * Encodes the rest, and checks that no frame is missing.
     *
     * @return all packets; the caller closes it
     */
    EncodedSection finish() {
        finishDeinterlacing();
        encoder.finish(encoded::add);
        if (encoded.packets() != frames) {
            throw new RenderingException("the encoder wrote only " + encoded.packets() + " of " + frames
                    + " frames; report this, with the video");
        }
        finished = true;
        return encoded;
    }

    @Override
    public void close() {
        if (deinterlacer != null) {
            deinterlacer.close();
        }
        if (!finished) {
            encoded.close();
        }
        scaler.close();
        av_frame_free(frame);
        encoder.close();
    }
}
