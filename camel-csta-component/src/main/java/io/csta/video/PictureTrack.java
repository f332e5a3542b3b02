package io.csta.video;

import java.util.function.LongConsumer;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVStream;

/** The video track of a summary, joined from sections that were encoded on their own. */
final class PictureTrack {

    private final Mp4Muxer.Track track;
    private long lastStart = -1;

    private PictureTrack(Mp4Muxer.Track track) {
        this.track = track;
    }

    /**
     * Adds the track to a file.
     *
     * @param first the first section, which is not written yet
     */
    static PictureTrack open(Mp4Muxer file, PictureFormat format, EncodedSection first) {
        Mp4Muxer.Track track = file.addTrack(first.parameters(), format.timeBase());
        AVStream stream = track.stream();
        stream.sample_aspect_ratio(stream.codecpar().sample_aspect_ratio());
        format.frameRate().ifPresent(rate -> {
            stream.avg_frame_rate(rate.toNative());
            stream.r_frame_rate(rate.toNative());
        });
        format.addDisplayMatrix(stream.codecpar());
        return new PictureTrack(track);
    }

    /**
     * Writes a section.
     *
     * @param ends receives the end of each frame, in ticks of the summary's clock, after it was written
     */
    void write(EncodedSection section, LongConsumer ends) {
        section.forEach(packet -> ends.accept(write(packet)));
    }

    private long write(AVPacket packet) {
        long end = packet.pts() + packet.duration();
        // Times must increase, even if a damaged file has frames less than a tick of the summary's clock apart.
        lastStart = Math.max(packet.pts(), lastStart + 1);
        packet.pts(lastStart).dts(lastStart);
        track.write(packet);
        return end;
    }
}
