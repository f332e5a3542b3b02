package io.csta.video;

import static org.bytedeco.ffmpeg.global.avutil.AV_SAMPLE_FMT_FLTP;
import static org.bytedeco.ffmpeg.global.avutil.av_channel_layout_copy;
import static org.bytedeco.ffmpeg.global.avutil.av_channel_layout_from_string;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_buffer;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_unref;

import java.util.Map;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.javacpp.FloatPointer;

/**
 * The audio track of a summary: AAC, cut to the sample at the cuts of the video.
 *
 * <p>The sound of each part starts at the sample nearest to its first frame and lasts until the sample nearest to that of the
 * next part, so rounding errors do not accumulate. At each cut, it fades out and in over some milliseconds, because abrupt
 * transitions would click.
 */
final class SoundTrack implements AutoCloseable {

    /** FFmpeg's name of the AAC encoder. */
    static final String ENCODER = "aac";

    private static final double FADE_SECONDS = 0.008;
    private static final int LONGEST_FRAME = 1024;
    private static final int MONO_BIT_RATE = 96_000;
    private static final int BIT_RATE_PER_ADDITIONAL_CHANNEL = 64_000;

    private final SoundReader source;
    private final SummaryClock clock;
    private final Encoder encoder;
    private final Mp4Muxer.Track track;
    private final int rate;
    private final AVFrame frame = av_frame_alloc();
    private final float[][] waiting;
    private int waitingCount;
    private long written;
    private int part;
    private long done;

    private SoundTrack(SoundReader source, SummaryClock clock, Encoder encoder, Mp4Muxer.Track track) {
        this.source = source;
        this.clock = clock;
        this.encoder = encoder;
        this.track = track;
        this.rate = source.format().rate();
        int frameSize = encoder.context().frame_size();
        this.waiting = new float[source.format().channels()][frameSize > 0 ? frameSize : LONGEST_FRAME];
    }

    /** Adds the track to a file. The caller closes the source. */
    static SoundTrack open(Mp4Muxer file, SoundReader source, SummaryClock clock) {
        SoundFormat format = source.format();
        Encoder encoder = Encoder.open(ENCODER, context -> setUp(context, format), Map.of());
        return new SoundTrack(
                source, clock, encoder, file.addTrack(encoder.parameters(), new Rational(1, format.rate())));
    }

    private static void setUp(AVCodecContext context, SoundFormat format) {
        context.sample_fmt(AV_SAMPLE_FMT_FLTP);
        context.sample_rate(format.rate());
        av_channel_layout_from_string(context.ch_layout(), format.layout());
        context.time_base(new Rational(1, format.rate()).toNative());
        context.bit_rate(MONO_BIT_RATE + (long) BIT_RATE_PER_ADDITIONAL_CHANNEL * (format.channels() - 1));
    }

    /** Adds all sound before a time of the summary, in ticks of its clock. */
    void addUntil(long ticks) {
        long until = clock.sample(ticks, rate);
        while (done < until) {
            long partStart = clock.sample(clock.parts().get(part).start(), rate);
            long partEnd = clock.sample(partEndTicks(), rate);
            if (done >= partEnd) {
                part++;
                continue;
            }
            int length = (int) Math.min(waiting[0].length - waitingCount, Math.min(until, partEnd) - done);
            int first = clock.parts().get(part).range().first();
            long position = clock.sourceSample(first, rate) + done - partStart;
            float[][] samples = source.read(position, length);
            fade(samples, done - partStart, partEnd - done);
            append(samples, length);
            done += length;
        }
    }

    private long partEndTicks() {
        return part + 1 < clock.parts().size() ? clock.parts().get(part + 1).start() : clock.end();
    }

    /** {@code before} and {@code after} count the samples of the part on either side of the first sample. */
    private void fade(float[][] samples, long before, long after) {
        long fade = Math.max(1, Math.min(Math.round(FADE_SECONDS * rate), (before + after) / 2));
        for (int i = 0; i < samples[0].length; i++) {
            long distance = Math.min(before + i, after - 1 - i);
            if (distance < fade) {
                double gain = 0.5 - 0.5 * Math.cos(Math.PI * (distance + 0.5) / fade);
                for (float[] channel : samples) {
                    channel[i] *= (float) gain;
                }
            }
        }
    }

    private void append(float[][] samples, int length) {
        for (int channel = 0; channel < waiting.length; channel++) {
            System.arraycopy(samples[channel], 0, waiting[channel], waitingCount, length);
        }
        waitingCount += length;
        if (waitingCount == waiting[0].length) {
            encode();
        }
    }

    private void encode() {
        av_frame_unref(frame);
        frame.format(AV_SAMPLE_FMT_FLTP).sample_rate(rate).nb_samples(waitingCount);
        av_channel_layout_copy(frame.ch_layout(), encoder.context().ch_layout());
        av_frame_get_buffer(frame, 0);
        for (int channel = 0; channel < waiting.length; channel++) {
            new FloatPointer(frame.extended_data(channel)).put(waiting[channel], 0, waitingCount);
        }
        frame.pts(written).duration(waitingCount);
        encoder.encode(frame, track::write);
        written += waitingCount;
        waitingCount = 0;
    }

    /** Adds the rest of the sound and writes it. */
    void finish() {
        addUntil(clock.end());
        if (waitingCount > 0) {
            encode();
        }
        encoder.finish(track::write);
    }

    @Override
    public void close() {
        av_frame_free(frame);
        encoder.close();
    }
}
