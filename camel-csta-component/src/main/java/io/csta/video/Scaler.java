package io.csta.video;

import static org.bytedeco.ffmpeg.global.avutil.AVCOL_RANGE_JPEG;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_RANGE_MPEG;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_BT709;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_RGB;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_SMPTE170M;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_UNSPECIFIED;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_FLAG_RGB;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUVJ411P;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUVJ420P;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUVJ422P;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUVJ440P;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUVJ444P;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_buffer;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_make_writable;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_unref;
import static org.bytedeco.ffmpeg.global.avutil.av_image_copy;
import static org.bytedeco.ffmpeg.global.avutil.av_image_fill_black;
import static org.bytedeco.ffmpeg.global.avutil.av_pix_fmt_desc_get;
import static org.bytedeco.ffmpeg.global.swscale.SWS_ACCURATE_RND;
import static org.bytedeco.ffmpeg.global.swscale.SWS_BILINEAR;
import static org.bytedeco.ffmpeg.global.swscale.sws_freeContext;
import static org.bytedeco.ffmpeg.global.swscale.sws_getCoefficients;
import static org.bytedeco.ffmpeg.global.swscale.sws_getContext;
import static org.bytedeco.ffmpeg.global.swscale.sws_scale;
import static org.bytedeco.ffmpeg.global.swscale.sws_setColorspaceDetails;

import io.csta.CstaException;
import java.util.Set;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVPixFmtDescriptor;
import org.bytedeco.ffmpeg.swscale.SwsContext;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.PointerPointer;
import org.bytedeco.javacpp.SizeTPointer;
import org.jspecify.annotations.Nullable;

/**
 * Converts decoded frames to one pixel format, with the colour matrix and range that each frame declares. Owns FFmpeg's
 * scaler and the one frame that it returns.
 */
final class Scaler implements AutoCloseable {

    private static final int UNITY = 1 << 16;
    private static final int PLANES = 4;
    private static final int ALIGNMENT = 64;
    private static final int HD_WIDTH = 1280;
    private static final int SD_HEIGHT = 576;
    private static final Set<Integer> FULL_RANGE_FORMATS = Set.of(
            AV_PIX_FMT_YUVJ411P, AV_PIX_FMT_YUVJ420P, AV_PIX_FMT_YUVJ422P, AV_PIX_FMT_YUVJ440P, AV_PIX_FMT_YUVJ444P);

    private final int format;
    private final boolean fullRange;
    private final int method;
    private final AVFrame result = av_frame_alloc();
    private final AVFrame inner = av_frame_alloc();
    private @Nullable SwsContext context;
    private @Nullable Conversion conversion;

    /** The parameters of the scaler. */
    private record Conversion(
            int sourceWidth,
            int sourceHeight,
            int sourceFormat,
            int matrix,
            boolean sourceFullRange,
            int width,
            int height,
            Placement placement) {}

    /** Converts to this pixel format and range, with interpolation. */
    Scaler(int format, boolean fullRange) {
        this(format, fullRange, SWS_BILINEAR | SWS_ACCURATE_RND);
    }

    /** Converts to this pixel format and range, with one of FFmpeg's methods of scaling. */
    Scaler(int format, boolean fullRange, int method) {
        this.format = format;
        this.fullRange = fullRange;
        this.method = method;
    }

    /** The colour matrix of a frame; if it declares none, the one that players assume for its size. */
    static int matrix(AVFrame frame) {
        int declared = frame.colorspace();
        boolean unusable = declared == AVCOL_SPC_UNSPECIFIED || declared == AVCOL_SPC_RGB;
        return unusable ? usualMatrix(frame.width(), frame.height()) : declared;
    }

    private static int usualMatrix(int width, int height) {
        return width >= HD_WIDTH || height > SD_HEIGHT ? AVCOL_SPC_BT709 : AVCOL_SPC_SMPTE170M;
    }

    /** Whether the pixels of a frame are red, green and blue rather than brightness and colour differences. */
    static boolean isRgb(AVFrame frame) {
        return (av_pix_fmt_desc_get(frame.format()).flags() & AV_PIX_FMT_FLAG_RGB) != 0;
    }

    static boolean isFullRange(AVFrame frame) {
        return frame.color_range() == AVCOL_RANGE_JPEG || FULL_RANGE_FORMATS.contains(frame.format());
    }

    /** Converts a whole frame at its own size. The result is overwritten by the next call. */
    AVFrame convert(AVFrame source) {
        int width = source.width();
        int height = source.height();
        return convert(source, width, height, width, height, Placement.whole(width, height));
    }

    /**
     * Scales the upper left {@code sourceWidth x sourceHeight} pixels to a place on a black canvas of
     * {@code width x height}. The result is overwritten by the next call.
     */
    AVFrame convert(AVFrame source, int sourceWidth, int sourceHeight, int width, int height, Placement placement) {
        Conversion requested = new Conversion(
                sourceWidth,
                sourceHeight,
                source.format(),
                matrix(source),
                isFullRange(source),
                width,
                height,
                placement);
        SwsContext ready = context;
        if (ready == null || !requested.equals(conversion)) {
            ready = setUp(requested);
        }
        av_frame_make_writable(result);
        if (placement.equals(Placement.whole(width, height))) {
            sws_scale(ready, source.data(), source.linesize(), 0, sourceHeight, result.data(), result.linesize());
            return result;
        }
        // The scaler writes rows in whole blocks and would overwrite pixels to their right, so it writes to another
        // frame.
        sws_scale(ready, source.data(), source.linesize(), 0, sourceHeight, inner.data(), inner.linesize());
        try (PointerPointer<BytePointer> place = place(placement)) {
            av_image_copy(
                    place,
                    result.linesize(),
                    inner.data(),
                    inner.linesize(),
                    format,
                    placement.width(),
                    placement.height());
        }
        return result;
    }

    /** The upper left corner of the placement in each plane of the result. */
    private PointerPointer<BytePointer> place(Placement placement) {
        AVPixFmtDescriptor description = av_pix_fmt_desc_get(format);
        PointerPointer<BytePointer> corners = new PointerPointer<>(AVFrame.AV_NUM_DATA_POINTERS);
        for (int plane = 0; plane < AVFrame.AV_NUM_DATA_POINTERS; plane++) {
            BytePointer data = result.data(plane);
            if (data != null) {
                boolean colour = plane > 0;
                long row = placement.y() >> (colour ? description.log2_chroma_h() : 0);
                long column = (long) (placement.x() >> (colour ? description.log2_chroma_w() : 0))
                        * description.comp(plane).step();
                data = data.getPointer(row * result.linesize(plane) + column);
            }
            corners.put(plane, data);
        }
        return corners;
    }

    private SwsContext setUp(Conversion requested) {
        release();
        SwsContext created = sws_getContext(
                requested.sourceWidth,
                requested.sourceHeight,
                requested.sourceFormat,
                requested.placement.width(),
                requested.placement.height(),
                format,
                method,
                null,
                null,
                (DoublePointer) null);
        if (created == null) {
            throw new CstaException(
                    "frames of pixel format " + requested.sourceFormat + " and size " + requested.sourceWidth + "x"
                            + requested.sourceHeight + " cannot be converted; convert the file to H.264 in MP4");
        }
        IntPointer coefficients = sws_getCoefficients(requested.matrix);
        sws_setColorspaceDetails(
                created,
                coefficients,
                requested.sourceFullRange ? 1 : 0,
                coefficients,
                fullRange ? 1 : 0,
                0,
                UNITY,
                UNITY);
        context = created;
        conversion = requested;
        result.format(format).width(requested.width).height(requested.height);
        av_frame_get_buffer(result, ALIGNMENT);
        inner.format(format).width(requested.placement.width()).height(requested.placement.height());
        av_frame_get_buffer(inner, ALIGNMENT);
        blacken();
        return created;
    }

    private void blacken() {
        int[] strides = new int[PLANES];
        result.linesize().get(strides);
        try (SizeTPointer sizes = new SizeTPointer(PLANES)) {
            for (int plane = 0; plane < PLANES; plane++) {
                sizes.put(plane, strides[plane]);
            }
            int range = fullRange ? AVCOL_RANGE_JPEG : AVCOL_RANGE_MPEG;
            av_image_fill_black(result.data(), sizes, format, range, result.width(), result.height());
        }
    }

    private void release() {
        av_frame_unref(result);
        av_frame_unref(inner);
        if (context != null) {
            sws_freeContext(context);
            context = null;
        }
    }

    @Override
    public void close() {
        release();
        av_frame_free(result);
        av_frame_free(inner);
    }
}
