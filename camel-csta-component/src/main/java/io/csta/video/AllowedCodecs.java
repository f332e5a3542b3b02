package io.csta.video;

import static org.bytedeco.ffmpeg.global.avcodec.avcodec_descriptor_get_by_name;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_decoder;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_get_name;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_VIDEO;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecDescriptor;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.jspecify.annotations.Nullable;

/**
 * The allow-list of codecs. FFmpeg has some 500 decoders, most of them for formats that nobody uploads, and memory errors
 * in the rare ones are found every year. The file determines the decoder, so only the codecs listed in {@code docs/limits.md}
 * are decoded.
 *
 * <p>{@value #OPTION} adds codecs, for the whole process: a system property, or the environment variable
 * {@code CSTA_DECODERS}. Its value is a comma-separated list of FFmpeg's codec names, for example {@code dnxhd,magicyuv}. It is
 * read whenever a file is opened. Thread-safe.
 */
public final class AllowedCodecs {

    /** The system property that allows further codecs. */
    public static final String OPTION = "csta.decoders";

    private static final String VARIABLE = "CSTA_DECODERS";

    static final List<String> VIDEO = List.of(
            "h264",
            "hevc",
            "vp8",
            "vp9",
            "av1",
            "mpeg1video",
            "mpeg2video",
            "mpeg4",
            "msmpeg4v2",
            "msmpeg4v3",
            "wmv1",
            "wmv2",
            "wmv3",
            "vc1",
            "h263",
            "flv1",
            "prores",
            "mjpeg",
            "cinepak",
            "dvvideo",
            "theora",
            "ffv1",
            "qtrle",
            "rawvideo",
            "v210",
            "gif",
            "apng");

    static final List<String> AUDIO = List.of(
            "aac",
            "aac_latm",
            "ac3",
            "eac3",
            "dts",
            "mp2",
            "mp3",
            "opus",
            "vorbis",
            "flac",
            "alac",
            "wmav1",
            "wmav2",
            "wmapro",
            "amr_nb",
            "amr_wb",
            "adpcm_ms",
            "adpcm_ima_wav",
            "pcm_u8",
            "pcm_s8",
            "pcm_s16le",
            "pcm_s16be",
            "pcm_s24le",
            "pcm_s24be",
            "pcm_s32le",
            "pcm_s32be",
            "pcm_f32le",
            "pcm_f32be",
            "pcm_alaw",
            "pcm_mulaw",
            "pcm_bluray",
            "pcm_dvd");

    private static volatile Optional<AllowedCodecs> current = Optional.empty();

    private final String added;
    private final Set<Integer> codecs = new HashSet<>();
    private final String whitelist;

    private AllowedCodecs(String added) {
        this.added = added;
        Ffmpeg.load();
        List<String> decoders = new ArrayList<>();
        Stream.concat(Stream.of(VIDEO, AUDIO).flatMap(List::stream), names(added))
                .forEach(name -> {
                    int codec = codec(name);
                    codecs.add(codec);
                    @Nullable AVCodec decoder = avcodec_find_decoder(codec);
                    if (decoder != null) {
                        decoders.add(decoder.name().getString());
                    }
                });
        whitelist = String.join(",", decoders);
    }

    private static Stream<String> names(String list) {
        return Arrays.stream(list.split(",", -1)).map(String::strip).filter(name -> !name.isEmpty());
    }

    private static int codec(String name) {
        @Nullable AVCodecDescriptor codec = avcodec_descriptor_get_by_name(name);
        if (codec == null) {
            String option = System.getProperty(OPTION) == null ? VARIABLE : OPTION;
            throw new UnknownCodecException(
                    "%s contains %s, which is not a codec; use FFmpeg's codec names, for example %s=%s"
                            .formatted(option, name, option, "dnxhd,magicyuv"));
        }
        return codec.id();
    }

    /** The currently allowed codecs. */
    static AllowedCodecs allowed() {
        String option = option();
        Optional<AllowedCodecs> known = current.filter(list -> list.added.equals(option));
        if (known.isPresent()) {
            return known.get();
        }
        AllowedCodecs list = new AllowedCodecs(option);
        current = Optional.of(list);
        return list;
    }

    private static String option() {
        @Nullable String property = System.getProperty(OPTION);
        @Nullable String value = property == null ? System.getenv(VARIABLE) : property;
        return value == null ? "" : value;
    }

    /**
     * Checks the option.
     *
     * @throws UnknownCodecException if it names something that is not a codec
     */
    public static void check() {
        if (!option().isBlank()) {
            allowed();
        }
    }

    /**
     * Checks the codecs of a video before any work on it starts.
     *
     * @param sound whether its sound is decoded as well
     * @throws CodecNotAllowedException if one of them is not allowed
     * @throws UnreadableVideoException if the file is not a video
     */
    public static void check(Path video, boolean sound) {
        try (Demuxer input = Demuxer.open(video)) {
            allowed().require(video, input.video());
            if (sound) {
                input.audio().ifPresent(stream -> allowed().require(video, stream));
            }
        }
    }

    /** The decoders of these codecs, in the format of FFmpeg's {@code codec_whitelist}. */
    String whitelist() {
        return whitelist;
    }

    /** The codecs that the option adds, by FFmpeg's names. */
    List<String> added() {
        return names(added).toList();
    }

    boolean allows(AVStream stream) {
        return codecs.contains(stream.codecpar().codec_id());
    }

    /**
     * Checks the codec of a stream. A codec without a decoder passes, because the option would not help.
     *
     * @throws CodecNotAllowedException if it is not allowed
     */
    void require(Path file, AVStream stream) {
        if (allows(stream) || avcodec_find_decoder(stream.codecpar().codec_id()) == null) {
            return;
        }
        boolean isVideo = stream.codecpar().codec_type() == AVMEDIA_TYPE_VIDEO;
        String name = avcodec_get_name(stream.codecpar().codec_id()).getString();
        throw new CodecNotAllowedException(
                "%s: the %s codec %s is not allowed; convert the file to H.264 and AAC in MP4%s"
                                .formatted(
                                        file,
                                        isVideo ? "video" : "audio",
                                        name,
                                        isVideo ? "" : ", summarize it without sound")
                        + ", or, if you trust the file, set %s=%s".formatted(VARIABLE, name));
    }
}
