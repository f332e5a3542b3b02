package io.csta.video;

import static org.bytedeco.ffmpeg.global.avfilter.AV_BUFFERSRC_FLAG_KEEP_REF;
import static org.bytedeco.ffmpeg.global.avfilter.av_buffersink_get_frame;
import static org.bytedeco.ffmpeg.global.avfilter.av_buffersrc_add_frame_flags;
import static org.bytedeco.ffmpeg.global.avfilter.avfilter_get_by_name;
import static org.bytedeco.ffmpeg.global.avfilter.avfilter_graph_alloc;
import static org.bytedeco.ffmpeg.global.avfilter.avfilter_graph_config;
import static org.bytedeco.ffmpeg.global.avfilter.avfilter_graph_create_filter;
import static org.bytedeco.ffmpeg.global.avfilter.avfilter_graph_free;
import static org.bytedeco.ffmpeg.global.avfilter.avfilter_link;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EOF;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_unref;
import static org.bytedeco.ffmpeg.presets.avutil.AVERROR_EAGAIN;

import java.util.Optional;
import org.bytedeco.ffmpeg.avfilter.AVFilterContext;
import org.bytedeco.ffmpeg.avfilter.AVFilterGraph;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.jspecify.annotations.Nullable;

/**
 * Converts interlaced frames, whose even and odd rows were captured at different times, to progressive ones: the summary is
 * not interlaced, and moving edges would look like combs. Uses FFmpeg's {@code bwdif}.
 *
 * <p>A frame needs its successor, so it is returned one call later. Every frame is returned once; frames that are not
 * interlaced are returned unchanged. For one run of consecutive frames of the same size and format.
 */
final class Deinterlacer implements AutoCloseable {

    private static final String FILTER = "mode=send_frame:parity=auto:deint=interlaced";

    private final AVFilterGraph graph = avfilter_graph_alloc();
    private final AVFilterContext source = new AVFilterContext(null);
    private final AVFilterContext sink = new AVFilterContext(null);
    private final AVFrame result = av_frame_alloc();
    private final int again = AVERROR_EAGAIN();
    private final int width;
    private final int height;
    private final int format;

    private Deinterlacer(AVFrame like) {
        width = like.width();
        height = like.height();
        format = like.format();
        graph.nb_threads(1); // the encoder is slower, and a single thread starts faster
    }

    /**
     * A filter for frames like this one.
     *
     * @throws RenderingException if FFmpeg cannot create it
     */
    static Deinterlacer of(AVFrame like) {
        Deinterlacer deinterlacer = new Deinterlacer(like);
        try {
            deinterlacer.connect(description(like));
            return deinterlacer;
        } catch (RuntimeException e) {
            deinterlacer.close();
            throw e;
        }
    }

    private void connect(String description) {
        AVFilterContext filter = new AVFilterContext(null);
        create(source, "buffer", description);
        create(filter, "bwdif", FILTER);
        create(sink, "buffersink", null);
        check(avfilter_link(source, 0, filter, 0));
        check(avfilter_link(filter, 0, sink, 0));
        check(avfilter_graph_config(graph, null));
    }

    /** Whether a frame has the expected size and format. */
    boolean accepts(AVFrame frame) {
        return frame.width() == width && frame.height() == height && frame.format() == format;
    }

    /** Whether the rows of a frame were captured at two different times. */
    static boolean isInterlaced(AVFrame frame) {
        return (frame.flags() & AVFrame.AV_FRAME_FLAG_INTERLACED) != 0;
    }

    private static String description(AVFrame frame) {
        return "video_size=%dx%d:pix_fmt=%d:time_base=1/1:colorspace=%d:range=%d"
                .formatted(frame.width(), frame.height(), frame.format(), frame.colorspace(), frame.color_range());
    }

    private void create(AVFilterContext target, String name, @Nullable String arguments) {
        check(avfilter_graph_create_filter(target, avfilter_get_by_name(name), name, arguments, null, graph));
    }

    private static void check(int code) {
        if (code < 0) {
            throw new RenderingException("interlaced frames cannot be deinterlaced: " + Ffmpeg.reason(code));
        }
    }

    /** Adds a frame, which the caller keeps. Afterwards, {@link #next} may return a frame. */
    void add(AVFrame frame) {
        check(av_buffersrc_add_frame_flags(source, frame, AV_BUFFERSRC_FLAG_KEEP_REF));
    }

    /** Signals the end of the frames: {@link #next} then returns the rest. */
    void finish() {
        check(av_buffersrc_add_frame_flags(source, null, 0));
    }

    /** The next progressive frame, if it is ready; overwritten by the next call. */
    Optional<AVFrame> next() {
        av_frame_unref(result);
        int code = av_buffersink_get_frame(sink, result);
        if (code == again || code == AVERROR_EOF()) {
            return Optional.empty();
        }
        check(code);
        return Optional.of(result);
    }

    @Override
    public void close() {
        av_frame_free(result);
        avfilter_graph_free(graph);
    }
}
