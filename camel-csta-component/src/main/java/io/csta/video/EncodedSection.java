package io.csta.video;

import static org.bytedeco.ffmpeg.global.avcodec.av_packet_clone;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_copy;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_free;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;

/** The packets of a {@link Section}, in order. Owns native memory; not thread-safe. */
final class EncodedSection implements AutoCloseable {

    private final List<AVPacket> packets = new ArrayList<>();
    private final AVCodecParameters parameters = avcodec_parameters_alloc();
    private boolean closed;

    /**
     * An empty section.
     *
     * @param parameters what a decoder needs to know; copied
     */
    EncodedSection(AVCodecParameters parameters) {
        avcodec_parameters_copy(this.parameters, parameters);
    }

    /** Adds a packet, whose content it shares. */
    void add(AVPacket packet) {
        packets.add(av_packet_clone(packet));
    }

    int packets() {
        return packets.size();
    }

    /** What a decoder needs to know. */
    AVCodecParameters parameters() {
        return parameters;
    }

    /** Passes on all packets, in order. */
    void forEach(Consumer<AVPacket> target) {
        packets.forEach(target);
    }

    /** Closing it again has no effect. */
    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        packets.forEach(packet -> av_packet_free(packet));
        packets.clear();
        avcodec_parameters_free(parameters);
    }
}
