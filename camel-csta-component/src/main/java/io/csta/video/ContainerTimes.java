package io.csta.video;

import static org.bytedeco.ffmpeg.global.avformat.AVFMT_DURATION_FROM_BITRATE;
import static org.bytedeco.ffmpeg.global.avformat.avio_size;
import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;
import static org.bytedeco.ffmpeg.global.avutil.AV_TIME_BASE;

import java.util.List;
import java.util.OptionalDouble;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVStream;

/** What a container declares about the times of one of its streams, before anything is decoded. It may be wrong. */
final class ContainerTimes {

    private static final double LOWEST_PLAUSIBLE_FPS = 0.05;
    private static final double HIGHEST_PLAUSIBLE_FPS = 1000;
    private static final double USUAL_FPS = 25;
    private static final long FEWEST_BYTES_PER_FRAME = 8;

    private final AVFormatContext file;
    private final AVStream stream;
    private final double tick;

    ContainerTimes(Demuxer input, AVStream stream) {
        this.file = input.context();
        this.stream = stream;
        this.tick = Rational.of(stream.time_base()).value();
    }

    /** The average frame rate; 25 if there is no plausible one. */
    double fps() {
        return List.of(Rational.of(stream.avg_frame_rate()), Rational.of(stream.r_frame_rate())).stream()
                .filter(Rational::positive)
                .mapToDouble(Rational::value)
                .filter(rate -> rate >= LOWEST_PLAUSIBLE_FPS && rate <= HIGHEST_PLAUSIBLE_FPS)
                .findFirst()
                .orElse(USUAL_FPS);
    }

    /** In seconds; 0 if unknown or only estimated from a bit rate. */
    double duration() {
        if (isEstimate()) {
            return 0;
        }
        if (hasOwnDuration()) {
            return stream.duration() * tick;
        }
        return file.duration() == AV_NOPTS_VALUE ? 0 : Math.max(0, file.duration() / (double) AV_TIME_BASE);
    }

    /** The number of frames, 0 if unknown; limited by the size of the file. */
    long frames() {
        long frames = stream.nb_frames() > 0 ? stream.nb_frames() : Math.round(duration() * fps());
        return Math.min(frames, Math.max(1, avio_size(file.pb()) / FEWEST_BYTES_PER_FRAME));
    }

    /** When the stream ends, in seconds on the container's clock; empty if only estimated from a bit rate. */
    OptionalDouble end() {
        if (isEstimate()) {
            return OptionalDouble.empty();
        }
        if (hasOwnDuration()) {
            return OptionalDouble.of((orZero(stream.start_time()) + stream.duration()) * tick);
        }
        if (file.duration() == AV_NOPTS_VALUE) {
            return OptionalDouble.empty();
        }
        return OptionalDouble.of((orZero(file.start_time()) + file.duration()) / (double) AV_TIME_BASE);
    }

    /** Whether the end is that of the whole file, whose audio may be longer than its video. */
    boolean endsWithTheFile() {
        return !hasOwnDuration();
    }

    private boolean isEstimate() {
        return file.duration_estimation_method() == AVFMT_DURATION_FROM_BITRATE;
    }

    private boolean hasOwnDuration() {
        return stream.duration() != AV_NOPTS_VALUE && stream.duration() > 0;
    }

    private static long orZero(long time) {
        return time == AV_NOPTS_VALUE ? 0 : time;
    }
}
