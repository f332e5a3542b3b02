package io.csta.video;

import static org.bytedeco.ffmpeg.global.avutil.av_channel_layout_describe;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.IntStream;
import org.bytedeco.ffmpeg.avutil.AVFrame;

/**
 * An audio format that AAC supports.
 *
 * @param rate samples per second
 * @param layout FFmpeg's name of the channel layout
 * @param channels the number of channels
 */
record SoundFormat(int rate, String layout, int channels) {

    /** All sample rates of AAC. */
    private static final int[] RATES = {
        7350, 8000, 11025, 12000, 16000, 22050, 24000, 32000, 44100, 48000, 64000, 88200, 96000
    };

    private static final int HIGHEST_USUAL_RATE = 48000;

    /** Layouts that every AAC decoder supports, and layouts that differ only in the position of two loudspeakers. */
    private static final Map<String, SoundFormat> KEPT = Map.of(
            "mono", new SoundFormat(0, "mono", 1),
            "stereo", new SoundFormat(0, "stereo", 2),
            "3.0", new SoundFormat(0, "3.0", 3),
            "4.0", new SoundFormat(0, "4.0", 4),
            "5.0", new SoundFormat(0, "5.0", 5),
            "5.0(side)", new SoundFormat(0, "5.0", 5),
            "5.1", new SoundFormat(0, "5.1", 6),
            "5.1(side)", new SoundFormat(0, "5.1", 6));

    private static final SoundFormat MONO = new SoundFormat(0, "mono", 1);
    private static final SoundFormat STEREO = new SoundFormat(0, "stereo", 2);

    /** The format of a decoded frame if AAC supports it; otherwise the next higher rate, and stereo. */
    static SoundFormat closestTo(AVFrame frame) {
        byte[] name = new byte[128];
        av_channel_layout_describe(frame.ch_layout(), name, name.length);
        String layout = new String(name, StandardCharsets.US_ASCII).replace("\0", "");
        SoundFormat kept = KEPT.getOrDefault(layout, frame.ch_layout().nb_channels() == 1 ? MONO : STEREO);
        return new SoundFormat(closestRate(frame.sample_rate()), kept.layout, kept.channels);
    }

    private static int closestRate(int rate) {
        return IntStream.of(RATES).filter(known -> known >= rate).findFirst().orElse(HIGHEST_USUAL_RATE);
    }
}
