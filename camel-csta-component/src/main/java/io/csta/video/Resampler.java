package io.csta.video;

import static org.bytedeco.ffmpeg.global.avutil.AV_SAMPLE_FMT_FLTP;
import static org.bytedeco.ffmpeg.global.avutil.av_channel_layout_compare;
import static org.bytedeco.ffmpeg.global.avutil.av_channel_layout_copy;
import static org.bytedeco.ffmpeg.global.avutil.av_channel_layout_from_string;
import static org.bytedeco.ffmpeg.global.avutil.av_channel_layout_uninit;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_unref;
import static org.bytedeco.ffmpeg.global.avutil.av_opt_set_double;
import static org.bytedeco.ffmpeg.global.swresample.swr_alloc_set_opts2;
import static org.bytedeco.ffmpeg.global.swresample.swr_convert_frame;
import static org.bytedeco.ffmpeg.global.swresample.swr_free;
import static org.bytedeco.ffmpeg.global.swresample.swr_get_delay;
import static org.bytedeco.ffmpeg.global.swresample.swr_init;

import java.util.Optional;
import org.bytedeco.ffmpeg.avutil.AVChannelLayout;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.swresample.SwrContext;
import org.bytedeco.javacpp.FloatPointer;
import org.jspecify.annotations.Nullable;

/** Converts decoded audio without gaps to one format, as floats. Owns FFmpeg's resampler. */
final class Resampler implements AutoCloseable {

    private final SoundFormat format;
    private final AVChannelLayout layout = new AVChannelLayout();
    private final AVChannelLayout sourceLayout = new AVChannelLayout();
    private final AVFrame result = av_frame_alloc();
    private int sourceRate;
    private int sourceFormat;
    private @Nullable SwrContext context;

    Resampler(SoundFormat format) {
        this.format = format;
        layout.zero();
        sourceLayout.zero();
        av_channel_layout_from_string(layout, format.layout());
    }

    /** Whether a frame has the same format as those before it. */
    boolean accepts(AVFrame frame) {
        return context == null
                || (frame.sample_rate() == sourceRate
                        && frame.format() == sourceFormat
                        && av_channel_layout_compare(frame.ch_layout(), sourceLayout) == 0);
    }

    /** The number of buffered samples, at the rate of the result. */
    long pending() {
        return context == null || sourceRate == format.rate() ? 0 : swr_get_delay(context, format.rate());
    }

    /**
     * Converts a frame to {@code [channels, samples]}; the last few samples may be returned by the next call. Empty if audio in
     * this format cannot be converted.
     */
    Optional<float[][]> convert(AVFrame frame) {
        if (context == null) {
            context = setUp(frame);
        }
        return Optional.ofNullable(context).map(ready -> run(ready, frame));
    }

    /** The samples that are still buffered. */
    float[][] finish() {
        return context == null || pending() == 0 ? new float[format.channels()][0] : run(context, null);
    }

    private @Nullable SwrContext setUp(AVFrame frame) {
        sourceRate = frame.sample_rate();
        sourceFormat = frame.format();
        av_channel_layout_copy(sourceLayout, frame.ch_layout());
        SwrContext created = new SwrContext(null);
        int code = swr_alloc_set_opts2(
                created, layout, AV_SAMPLE_FMT_FLTP, format.rate(), sourceLayout, sourceFormat, sourceRate, 0, null);
        if (code >= 0) {
            av_opt_set_double(created, "rematrix_maxval", 1, 0);
            code = swr_init(created);
        }
        if (code < 0) {
            swr_free(created);
            return null;
        }
        return created;
    }

    private float[][] run(SwrContext ready, @Nullable AVFrame frame) {
        av_frame_unref(result);
        result.format(AV_SAMPLE_FMT_FLTP).sample_rate(format.rate());
        av_channel_layout_copy(result.ch_layout(), layout);
        int code = swr_convert_frame(ready, result, frame);
        int count = code < 0 ? 0 : result.nb_samples();
        float[][] samples = new float[format.channels()][count];
        for (int channel = 0; count > 0 && channel < samples.length; channel++) {
            new FloatPointer(result.extended_data(channel)).get(samples[channel], 0, count);
        }
        return samples;
    }

    @Override
    public void close() {
        if (context != null) {
            swr_free(context);
            context = null;
        }
        av_frame_free(result);
        av_channel_layout_uninit(layout);
        av_channel_layout_uninit(sourceLayout);
        layout.close();
        sourceLayout.close();
    }
}
