package io.csta.video;

import static org.bytedeco.ffmpeg.global.avcodec.av_packet_rescale_ts;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_copy;
import static org.bytedeco.ffmpeg.global.avformat.AVIO_FLAG_WRITE;
import static org.bytedeco.ffmpeg.global.avformat.av_interleaved_write_frame;
import static org.bytedeco.ffmpeg.global.avformat.av_write_trailer;
import static org.bytedeco.ffmpeg.global.avformat.avformat_alloc_output_context2;
import static org.bytedeco.ffmpeg.global.avformat.avformat_free_context;
import static org.bytedeco.ffmpeg.global.avformat.avformat_new_stream;
import static org.bytedeco.ffmpeg.global.avformat.avformat_write_header;
import static org.bytedeco.ffmpeg.global.avformat.avio_closep;
import static org.bytedeco.ffmpeg.global.avformat.avio_open;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_free;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_set;

import io.csta.OutputException;
import java.nio.file.Path;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.javacpp.BytePointer;

/** Writes an MP4 file with its index at the front, so that it plays while it loads. Owns FFmpeg's muxer. */
final class Mp4Muxer implements AutoCloseable {

    private final Path path;
    private final AVFormatContext context;

    private Mp4Muxer(Path path, AVFormatContext context) {
        this.path = path;
        this.context = context;
    }

    /**
     * Creates the file.
     *
     * @throws OutputException if it cannot be created
     */
    static Mp4Muxer create(Path path) {
        Ffmpeg.load();
        AVFormatContext context = new AVFormatContext(null);
        try (BytePointer url = Ffmpeg.url(path);
                BytePointer format = new BytePointer("mp4")) {
            check(avformat_alloc_output_context2(context, null, format, url), path);
            AVIOContext output = new AVIOContext(null);
            int code = avio_open(output, url, AVIO_FLAG_WRITE);
            if (code < 0) {
                avformat_free_context(context);
            }
            check(code, path);
            context.pb(output);
            return new Mp4Muxer(path, context);
        }
    }

    /**
     * A track of the file.
     *
     * @param timeBase seconds per tick of the times of its packets
     */
    record Track(Mp4Muxer file, AVStream stream, Rational timeBase) {

        /** Writes a packet, which is blank afterwards. */
        void write(AVPacket packet) {
            av_packet_rescale_ts(packet, timeBase.toNative(), stream.time_base());
            packet.stream_index(stream.index());
            check(av_interleaved_write_frame(file.context, packet), file.path);
        }
    }

    /**
     * Adds a track.
     *
     * @param parameters what a decoder needs to know
     * @param timeBase seconds per tick
     */
    Track addTrack(AVCodecParameters parameters, Rational timeBase) {
        AVStream stream = avformat_new_stream(context, null);
        check(avcodec_parameters_copy(stream.codecpar(), parameters), path);
        stream.time_base(timeBase.toNative());
        return new Track(this, stream, timeBase);
    }

    /** Must be called after adding all tracks, before the first packet. */
    void start() {
        AVDictionary options = new AVDictionary(null);
        try {
            av_dict_set(options, "movflags", "+faststart", 0);
            check(avformat_write_header(context, options), path);
        } finally {
            av_dict_free(options);
        }
    }

    /** Writes the index and closes the file, which is then complete. */
    void finish() {
        check(av_write_trailer(context), path);
        AVIOContext output = context.pb();
        context.pb(null);
        check(avio_closep(output), path);
    }

    private static void check(int code, Path path) {
        if (code < 0) {
            throw new OutputException("the summary cannot be written to " + path.getParent() + ": "
                    + Ffmpeg.reason(code) + "; free disk space there or choose another folder");
        }
    }

    @Override
    public void close() {
        AVIOContext output = context.pb();
        if (output != null && !output.isNull()) {
            context.pb(null);
            avio_closep(output);
        }
        avformat_free_context(context);
    }
}
