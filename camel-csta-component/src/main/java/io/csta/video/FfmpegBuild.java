package io.csta.video;

import static org.bytedeco.ffmpeg.global.avcodec.avcodec_descriptor_get_by_name;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_decoder;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_encoder_by_name;
import static org.bytedeco.ffmpeg.global.avutil.av_version_info;

import java.util.ArrayList;
import java.util.List;

/**
 * The build of FFmpeg in this process.
 *
 * @param version its version, for example {@code 8.1.2}
 * @param video video codecs that are allowed and can be decoded, by FFmpeg's names
 * @param audio the same of audio codecs
 * @param added codecs that {@value AllowedCodecs#OPTION} allows in addition
 * @param undecodable allowed codecs for which this build has no decoder
 * @param encoders the encoders that summaries need and this build has
 * @param missingEncoders the encoders that summaries need and this build lacks
 */
public record FfmpegBuild(
        String version,
        List<String> video,
        List<String> audio,
        List<String> added,
        List<String> undecodable,
        List<String> encoders,
        List<String> missingEncoders) {

    private static final List<String> NEEDED = List.of(PictureFormat.ENCODER, SoundTrack.ENCODER);

    /**
     * The build that is bundled.
     *
     * @throws UnknownCodecException if {@value AllowedCodecs#OPTION} names something that is not a codec
     * @throws LinkageError if the native library cannot be loaded
     */
    public static FfmpegBuild here() {
        Ffmpeg.load();
        List<String> added = AllowedCodecs.allowed().added();
        List<String> undecodable = new ArrayList<>();
        List<String> video = decodable(AllowedCodecs.VIDEO, undecodable);
        List<String> audio = decodable(AllowedCodecs.AUDIO, undecodable);
        List<String> missing = NEEDED.stream().filter(name -> !hasEncoder(name)).toList();
        return new FfmpegBuild(
                av_version_info().getString(),
                video,
                audio,
                decodable(added, undecodable),
                List.copyOf(undecodable),
                NEEDED.stream().filter(FfmpegBuild::hasEncoder).toList(),
                missing);
    }

    private static List<String> decodable(List<String> codecs, List<String> undecodable) {
        List<String> found = new ArrayList<>();
        for (String codec : codecs) {
            boolean decodable =
                    avcodec_find_decoder(avcodec_descriptor_get_by_name(codec).id()) != null;
            (decodable ? found : undecodable).add(codec);
        }
        return List.copyOf(found);
    }

    private static boolean hasEncoder(String name) {
        return avcodec_find_encoder_by_name(name) != null;
    }
}
