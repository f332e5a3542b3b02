package io.csta.video;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_FLAG_GLOBAL_HEADER;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_encoder_by_name;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_free;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_from_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_packet;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_frame;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EOF;
import static org.bytedeco.ffmpeg.presets.avutil.AVERROR_EAGAIN;

import java.util.Map;
import java.util.function.Consumer;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avutil;
import org.jspecify.annotations.Nullable;

/** Turns frames into packets. Owns FFmpeg's encoder. */
final class Encoder implements AutoCloseable {

    private final AVCodecContext context;
    private final AVCodecParameters parameters = avcodec_parameters_alloc();
    private final AVPacket packet = av_packet_alloc();
    private final int again = AVERROR_EAGAIN();

    private Encoder(AVCodecContext context) {
        this.context = context;
        avcodec_parameters_from_context(parameters, context);
    }

    /**
     * Opens an encoder.
     *
     * @param name FFmpeg's name of the encoder
     * @param setUp sets size, rate and other parameters
     * @param options the encoder's private options
     * @throws RenderingException if the encoder does not support the parameters
     */
    static Encoder open(String name, Consumer<AVCodecContext> setUp, Map<String, String> options) {
        AVCodec codec = avcodec_find_encoder_by_name(name);
        if (codec == null) {
            throw new RenderingException("this build of FFmpeg has no encoder " + name + "; use the bundled build");
        }
        AVCodecContext context = avcodec_alloc_context3(codec);
        AVDictionary dictionary = new AVDictionary(null);
        try {
            setUp.accept(context);
            context.flags(context.flags() | AV_CODEC_FLAG_GLOBAL_HEADER);
            options.forEach((key, value) -> avutil.av_dict_set(dictionary, key, value, 0));
            int code = avcodec_open2(context, codec, dictionary);
            if (code < 0) {
                throw new RenderingException(
                        "encoder " + name + " does not support " + describe(context) + ": " + Ffmpeg.reason(code));
            }
            return new Encoder(context);
        } catch (RuntimeException e) {
            avcodec_free_context(context);
            throw e;
        } finally {
            avutil.av_dict_free(dictionary);
        }
    }

    private static String describe(AVCodecContext context) {
        return context.width() > 0
                ? "video of " + context.width() + "x" + context.height()
                : "audio of " + context.sample_rate() + " Hz";
    }

    AVCodecContext context() {
        return context;
    }

    /** What a decoder needs to know. */
    AVCodecParameters parameters() {
        return parameters;
    }

    /**
     * Encodes a frame.
     *
     * @param target receives the resulting packets, each of which is overwritten by the next one
     */
    void encode(AVFrame frame, Consumer<AVPacket> target) {
        send(frame, target);
    }

    /** Passes on the packets that the encoder still buffers. */
    void finish(Consumer<AVPacket> target) {
        send(null, target);
    }

    private void send(@Nullable AVFrame frame, Consumer<AVPacket> target) {
        int code = avcodec_send_frame(context, frame);
        while (code >= 0) {
            code = avcodec_receive_packet(context, packet);
            if (code >= 0) {
                if (packet.duration() == 0 && frame != null) {
                    packet.duration(frame.duration());
                }
                target.accept(packet);
            }
        }
        if (code != again && code != AVERROR_EOF()) {
            throw new RenderingException("the summary cannot be encoded: " + Ffmpeg.reason(code));
        }
    }

    @Override
    public void close() {
        avcodec_parameters_free(parameters);
        av_packet_free(packet);
        avcodec_free_context(context);
    }
}
