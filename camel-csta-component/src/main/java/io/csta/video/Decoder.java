package io.csta.video;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_FLAG_COPY_OPAQUE;
import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_FLAG_CORRUPT;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_decoder;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_flush_buffers;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_get_name;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_to_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_frame;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_packet;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EOF;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_free;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_set;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.presets.avutil.AVERROR_EAGAIN;

import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;

/**
 * Turns the packets of one stream into frames, in presentation order. Counts damaged frames. Owns FFmpeg's decoder and the one
 * frame that it returns; the caller owns the input.
 */
final class Decoder implements AutoCloseable {

    /** As many threads as there are processors. */
    static final int AUTOMATIC = 0;

    private static final int TOLERATED_ERRORS_AT_THE_END = 64;

    private final Demuxer input;
    private final AVCodecContext context;
    private final AVPacket packet = av_packet_alloc();
    private final AVFrame frame = av_frame_alloc();
    private final int again = AVERROR_EAGAIN();
    private boolean draining;
    private boolean intact;
    private int damaged;

    private Decoder(Demuxer input, AVCodecContext context) {
        this.input = input;
        this.context = context;
    }

    /**
     * Selects a stream of an input and opens its decoder.
     *
     * @param threads the number of threads, or {@link #AUTOMATIC}
     * @throws CodecNotAllowedException if its codec is not on the list of allowed ones
     * @throws UnreadableVideoException if there is no decoder for it
     */
    static Decoder open(Demuxer input, AVStream stream, int threads) {
        AllowedCodecs allowed = AllowedCodecs.allowed();
        allowed.require(input.file(), stream);
        input.select(stream);
        AVCodec codec = avcodec_find_decoder(stream.codecpar().codec_id());
        if (codec == null) {
            throw undecodable(input, stream, "no decoder is available");
        }
        Decoder decoder = new Decoder(input, avcodec_alloc_context3(codec));
        AVCodecContext context = decoder.context;
        avcodec_parameters_to_context(context, stream.codecpar());
        context.pkt_timebase(stream.time_base());
        context.thread_count(threads);
        context.flags(context.flags() | AV_CODEC_FLAG_COPY_OPAQUE);
        AVDictionary options = new AVDictionary(null);
        av_dict_set(options, "codec_whitelist", allowed.whitelist(), 0);
        int code = avcodec_open2(context, codec, options);
        av_dict_free(options);
        if (code < 0) {
            decoder.close();
            throw undecodable(input, stream, Ffmpeg.reason(code));
        }
        return decoder;
    }

    private static UnreadableVideoException undecodable(Demuxer input, AVStream stream, String reason) {
        String name = avcodec_get_name(stream.codecpar().codec_id()).getString();
        return new UnreadableVideoException(input.file() + ": codec " + name + " cannot be decoded (" + reason
                + "); convert the file to H.264 in MP4");
    }

    /** Decodes the next intact frame into {@link #frame()}; false at the end. */
    boolean nextIntact() {
        boolean found = next();
        while (found && !intact) {
            found = next();
        }
        return found;
    }

    /** Decodes the next frame into {@link #frame()}, even a damaged one; false at the end. */
    boolean next() {
        int errorsAtTheEnd = 0;
        while (true) {
            int code = avcodec_receive_frame(context, frame);
            if (code >= 0) {
                intact = isIntact(frame);
                damaged += intact ? 0 : 1;
                return true;
            }
            if (code == AVERROR_EOF()) {
                return false;
            }
            if (code == again) {
                feed();
            } else {
                damaged++;
                if (draining && ++errorsAtTheEnd > TOLERATED_ERRORS_AT_THE_END) {
                    return false;
                }
            }
        }
    }

    private static boolean isIntact(AVFrame frame) {
        return frame.decode_error_flags() == 0
                && (frame.flags() & AVFrame.AV_FRAME_FLAG_CORRUPT) == 0
                && frame.opaque() == null;
    }

    private void feed() {
        draining = !input.read(packet);
        if (!draining && (packet.flags() & AV_PKT_FLAG_CORRUPT) != 0 && input.marksCorruptPackets()) {
            packet.opaque(packet); // FFmpeg copies this to the frame, which marks it as corrupt
        }
        int code = avcodec_send_packet(context, draining ? null : packet);
        if (code < 0 && code != again && code != AVERROR_EOF()) {
            damaged++;
        }
    }

    /** The frame decoded last; its content changes with the next one. */
    AVFrame frame() {
        return frame;
    }

    /**
     * Whether the current frame was decoded without error concealment. FFmpeg's threads may set this flag late, so it may differ
     * between two passes over a damaged file.
     */
    boolean intact() {
        return intact;
    }

    /** The number of frames so far that were damaged, whether they could be decoded or not. */
    int damaged() {
        return damaged;
    }

    /** Seeks to a key frame at or before a time in the stream's time base; false if the container does not support it. */
    boolean seek(long pts) {
        boolean found = input.seek(pts);
        avcodec_flush_buffers(context);
        draining = false;
        return found;
    }

    @Override
    public void close() {
        av_frame_free(frame);
        av_packet_free(packet);
        avcodec_free_context(context);
    }
}
