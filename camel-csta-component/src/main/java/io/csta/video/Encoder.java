package io.csta.video;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_FLAG_GLOBAL_HEADER;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_encoder_by_name;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_packet;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_frame;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EOF;
import static org.bytedeco.ffmpeg.presets.avutil.AVERROR_EAGAIN;

import java.util.Map;
import java.util.function.Consumer;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avutil;
import org.jspecify.annotations.Nullable;

/** Turns frames into packets of one track of an MP4 file. Owns FFmpeg's encoder. */
final class Encoder implements AutoCloseable {

    private final Mp4Muxer file;
    private final AVCodecContext context;
    private final AVStream stream;
    private final AVPacket packet = av_packet_alloc();
    private final int again = AVERROR_EAGAIN();
    private int packets;

    private Encoder(Mp4Muxer file, AVCodecContext context, AVStream stream) {
        this.file = file;
        this.context = context;
        this.stream = stream;
    }

    /**
     * Opens an encoder and adds its track to the file.
     *
     * @param name FFmpeg's name of the encoder
     * @param setUp sets size, rate and other parameters
     * @param options the encoder's private options
     * @throws RenderingException if the encoder does not support the parameters
     */
    static Encoder open(Mp4Muxer file, String name, Consumer<AVCodecContext> setUp, Map<String, String> options) {
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
            return new Encoder(file, context, file.addTrack(context));
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

    AVStream stream() {
        return stream;
    }

    /** Encodes a frame and writes the resulting packets. */
    void encode(AVFrame frame) {
        send(frame);
    }

    /** Writes the packets that the encoder still buffers. */
    void finish() {
        send(null);
    }

    /** The number of packets written. */
    int packets() {
        return packets;
    }

    private void send(@Nullable AVFrame frame) {
        int code = avcodec_send_frame(context, frame);
        while (code >= 0) {
            code = avcodec_receive_packet(context, packet);
            if (code >= 0) {
                if (packet.duration() == 0 && frame != null) {
                    packet.duration(frame.duration());
                }
                file.write(packet, context, stream);
                packets++;
            }
        }
        if (code != again && code != AVERROR_EOF()) {
            throw new RenderingException("the summary cannot be encoded: " + Ffmpeg.reason(code));
        }
    }

    @Override
    public void close() {
        av_packet_free(packet);
        avcodec_free_context(context);
    }
}
