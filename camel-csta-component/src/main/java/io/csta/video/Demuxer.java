package io.csta.video;

import static org.bytedeco.ffmpeg.global.avcodec.AVDISCARD_ALL;
import static org.bytedeco.ffmpeg.global.avcodec.AVDISCARD_DEFAULT;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_NONE;
import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_FLAG_CORRUPT;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avformat.AVSEEK_FLAG_BACKWARD;
import static org.bytedeco.ffmpeg.global.avformat.AV_DISPOSITION_ATTACHED_PIC;
import static org.bytedeco.ffmpeg.global.avformat.AV_DISPOSITION_STILL_IMAGE;
import static org.bytedeco.ffmpeg.global.avformat.AV_DISPOSITION_TIMED_THUMBNAILS;
import static org.bytedeco.ffmpeg.global.avformat.av_find_best_stream;
import static org.bytedeco.ffmpeg.global.avformat.av_read_frame;
import static org.bytedeco.ffmpeg.global.avformat.av_seek_frame;
import static org.bytedeco.ffmpeg.global.avformat.avformat_close_input;
import static org.bytedeco.ffmpeg.global.avformat.avformat_find_stream_info;
import static org.bytedeco.ffmpeg.global.avformat.avformat_open_input;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EOF;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_INVALIDDATA;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_AUDIO;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_VIDEO;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_free;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_set;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.javacpp.BytePointer;

/** An open media file: finds its streams and reads packets of one of them. Owns FFmpeg's demuxer. */
final class Demuxer implements AutoCloseable {

    /**
     * The containers that are opened. Formats that only refer to other files or addresses (playlists, scripts, file name
     * patterns) are excluded on purpose: an uploaded file must not make this program open another.
     */
    private static final String CONTAINERS = "mov,matroska,avi,mpegts,mpeg,mpegvideo,flv,live_flv,asf,asf_o,ogg,gif,"
            + "mxf,rm,nut,dv,h264,hevc,m4v,mjpeg,ivf,obu,av1,yuv4mpegpipe,wtv,vc1,vc1test,swf,nsv,gxf,apng,mp3,wav,"
            + "flac,aac,ac3,eac3,aiff,amr,caf,w64";

    private static final Set<String> STILLS = Set.of(
            "image2",
            "png_pipe",
            "jpeg_pipe",
            "bmp_pipe",
            "webp_pipe",
            "tiff_pipe",
            "jpegxl_pipe",
            "ppm_pipe",
            "pgm_pipe",
            "psd_pipe",
            "exr_pipe");

    private static final String MPEG_TS = "mpegts";

    /** Containers whose index leads to exact times, for all codecs. */
    private static final Set<String> EXACT_SEEKS = Set.of("mov,mp4,m4a,3gp,3g2,mj2", "matroska,webm", MPEG_TS);

    private static final int TOLERATED_READ_ERRORS = 64;

    private final Path file;
    private final AVFormatContext context;
    private int selected = -1;
    private boolean damaged;
    private boolean lastIsCorrupt;
    private boolean truncated;

    private Demuxer(Path file, AVFormatContext context) {
        this.file = file;
        this.context = context;
    }

    /**
     * Opens a file and finds its streams.
     *
     * @throws UnreadableVideoException if there is no such file or it is not a media file
     * @throws UnknownCodecException if {@value AllowedCodecs#OPTION} names something that is not a codec
     */
    static Demuxer open(Path file) {
        checkFile(file);
        Ffmpeg.load();
        AllowedCodecs decoders = AllowedCodecs.allowed();
        AVFormatContext context = new AVFormatContext(null);
        AVDictionary options = new AVDictionary(null);
        try (BytePointer url = Ffmpeg.url(file)) {
            av_dict_set(options, "protocol_whitelist", "file", 0);
            av_dict_set(options, "format_whitelist", CONTAINERS + "," + String.join(",", STILLS), 0);
            av_dict_set(options, "codec_whitelist", decoders.whitelist(), 0);
            int code = avformat_open_input(context, url, null, options);
            if (code < 0) {
                throw unopenable(file, code);
            }
        } finally {
            av_dict_free(options);
        }
        Demuxer input = new Demuxer(file, context);
        try {
            input.examine(decoders);
            return input;
        } catch (RuntimeException e) {
            input.close();
            throw e;
        }
    }

    private static UnreadableVideoException unopenable(Path file, int code) {
        if (Mp4Boxes.areIn(file)) {
            return new IncompleteVideoException(file + " is an MP4 or MOV file, but its index, which is written last,"
                    + " is missing or damaged; copy or upload the complete file");
        }
        return new UnreadableVideoException(file + " is not a video, or its beginning is damaged ("
                + Ffmpeg.reason(code) + "); use a format such as MP4, MOV, MKV, WebM, AVI or MPEG-TS");
    }

    /** Checks that a file can be read at all. */
    static void checkFile(Path file) {
        if (Files.notExists(file)) {
            throw new UnreadableVideoException(file + ": no such file; check the path");
        }
        if (Files.isDirectory(file)) {
            throw new UnreadableVideoException(file + " is a folder; use a video file");
        }
        if (!Files.isRegularFile(file)) {
            throw new UnreadableVideoException(
                    file + " is a pipe or a device, which can be read only once; save it to a file first");
        }
        if (!Files.isReadable(file)) {
            throw new UnreadableVideoException(file + ": permission denied; check that the current user can read it");
        }
        try {
            if (Files.size(file) == 0) {
                throw new IncompleteVideoException(file + " is empty; copy or upload the complete file");
            }
        } catch (IOException e) {
            throw new UnreadableVideoException(
                    file + " cannot be read: " + e.getMessage(), new UncheckedIOException(e));
        }
    }

    private void examine(AllowedCodecs decoders) {
        if (STILLS.contains(container())) {
            throw new UnreadableVideoException(file + " is a still image; use a video");
        }
        // The list above only restricts decoders. Packets of other codecs are dropped here, so that FFmpeg does not
        // parse
        // them either.
        IntStream.concat(streams(AVMEDIA_TYPE_VIDEO), streams(AVMEDIA_TYPE_AUDIO))
                .mapToObj(context::streams)
                .filter(stream -> stream.codecpar().codec_id() != AV_CODEC_ID_NONE && !decoders.allows(stream))
                .forEach(stream -> stream.discard(AVDISCARD_ALL));
        int code = avformat_find_stream_info(context, (AVDictionary) null);
        if (code < 0) {
            throw new UnreadableVideoException(
                    file + " is damaged (" + Ffmpeg.reason(code) + "); copy or convert it again");
        }
    }

    Path file() {
        return file;
    }

    AVFormatContext context() {
        return context;
    }

    private String container() {
        return context.iformat().name().getString();
    }

    /**
     * Whether packets that the container marks as corrupt are reliably so. Where two MPEG-TS files were joined, the last
     * packet of the first one is also marked.
     */
    boolean marksCorruptPackets() {
        return !container().equals(MPEG_TS);
    }

    /** Whether seeking in this container leads to exact times. */
    boolean seeksExactly() {
        return EXACT_SEEKS.contains(container());
    }

    /**
     * The stream that a player would show, except cover images.
     *
     * @throws UnreadableVideoException if there is no such stream
     */
    AVStream video() {
        int best = av_find_best_stream(context, AVMEDIA_TYPE_VIDEO, -1, -1, (AVCodec) null, 0);
        if (best >= 0 && isVideo(context.streams(best))) {
            return context.streams(best);
        }
        return streams(AVMEDIA_TYPE_VIDEO)
                .filter(index -> isVideo(context.streams(index)))
                .mapToObj(context::streams)
                .findFirst()
                .orElseThrow(() -> new UnreadableVideoException(
                        file + (audio().isPresent() ? " has sound but no video" : " has no video") + "; use a video"));
    }

    private static boolean isVideo(AVStream stream) {
        int still = AV_DISPOSITION_ATTACHED_PIC | AV_DISPOSITION_TIMED_THUMBNAILS | AV_DISPOSITION_STILL_IMAGE;
        return (stream.disposition() & still) == 0;
    }

    /** The first sound track. */
    Optional<AVStream> audio() {
        return streams(AVMEDIA_TYPE_AUDIO).mapToObj(context::streams).findFirst();
    }

    private IntStream streams(int type) {
        return IntStream.range(0, context.nb_streams())
                .filter(index -> context.streams(index).codecpar().codec_type() == type);
    }

    /** Restricts reading to packets of this stream. */
    void select(AVStream stream) {
        selected = stream.index();
        for (int i = 0; i < context.nb_streams(); i++) {
            context.streams(i).discard(i == selected ? AVDISCARD_DEFAULT : AVDISCARD_ALL);
        }
    }

    /**
     * Reads the next packet of the selected stream; false at the end of the file, or if the rest cannot be read.
     *
     * @throws UnreadableVideoException if the disk or the network fails
     */
    boolean read(AVPacket packet) {
        int errors = 0;
        while (errors < TOLERATED_READ_ERRORS) {
            av_packet_unref(packet);
            int code = av_read_frame(context, packet);
            if (code >= 0 && packet.stream_index() == selected) {
                lastIsCorrupt = (packet.flags() & AV_PKT_FLAG_CORRUPT) != 0;
                damaged |= lastIsCorrupt;
                return true;
            }
            if (code == AVERROR_EOF()) {
                truncated |= errors > 0 || lastIsCorrupt;
                return false;
            }
            if (code < 0) {
                requireReadable();
                damaged = true;
                errors = code == AVERROR_INVALIDDATA() ? errors + 1 : TOLERATED_READ_ERRORS;
            }
        }
        truncated = true;
        return false;
    }

    private void requireReadable() {
        int code = context.pb() == null ? 0 : context.pb().error();
        if (code < 0) {
            throw new UnreadableVideoException(
                    file + ": reading failed: " + Ffmpeg.reason(code) + "; check its disk or network");
        }
    }

    /** Whether anything was damaged so far, even if all frames could be decoded. */
    boolean damaged() {
        return damaged;
    }

    /** Whether reading stopped at damage rather than at the end of the file. */
    boolean truncated() {
        return truncated;
    }

    /** Seeks to the last key frame at or before a time of the selected stream; false if that is not supported. */
    boolean seek(long pts) {
        return av_seek_frame(context, selected, pts, AVSEEK_FLAG_BACKWARD) >= 0;
    }

    @Override
    public void close() {
        avformat_close_input(context);
    }
}
