package io.csta.video;

import static org.bytedeco.ffmpeg.global.avformat.AVFMT_DURATION_FROM_BITRATE;
import static org.bytedeco.ffmpeg.global.avformat.avio_size;
import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;
import static org.bytedeco.ffmpeg.global.avutil.AV_TIME_BASE;

import java.util.List;
import java.util.OptionalDouble;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVStream;

/** What a container says about the times of one of its streams before anything is decoded. It may be wrong. */
final class DeclaredTimes {

    private static final double LOWEST_BELIEVABLE_FPS = 0.05;
    private static final double HIGHEST_BELIEVABLE_FPS = 1000;
    private static final double USUAL_FPS = 25;
    private static final long FEWEST_BYTES_A_FRAME = 8;

    private final AVFormatContext file;
    private final AVStream stream;
    private final double tick;

    DeclaredTimes(Demuxer input, AVStream stream) {
        this.file = input.context();
        this.stream = stream;
        this.tick = Rational.of(stream.time_base()).value();
    }

    /** Average frame rate; 25 where there is no believable one. */
    double fps() {
        return List.of(Rational.of(stream.avg_frame_rate()), Rational.of(stream.r_frame_rate())).stream()
                .filter(Rational::positive)
                .mapToDouble(Rational::value)
                .filter(rate -> rate >= LOWEST_BELIEVABLE_FPS && rate <= HIGHEST_BELIEVABLE_FPS)
                .findFirst()
                .orElse(USUAL_FPS);
    }

    /** In seconds, 0 where unknown or only guessed from a bit rate. */
    double duration() {
        if (isGuess()) {
            return 0;
        }
        if (hasOwnDuration()) {
            return stream.duration() * tick;
        }
        return file.duration() == AV_NOPTS_VALUE ? 0 : Math.max(0, file.duration() / (double) AV_TIME_BASE);
    }

    /** Number of frames, 0 where unknown; never more than the file has bytes for. */
    long frames() {
        long frames = stream.nb_frames() > 0 ? stream.nb_frames() : Math.round(duration() * fps());
        return Math.min(frames, Math.max(1, avio_size(file.pb()) / FEWEST_BYTES_A_FRAME));
    }

    /** When the stream ends, in seconds on the container's clock; empty where that was only guessed from a bit rate. */
    OptionalDouble end() {
        if (isGuess()) {
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

    /** Whether the end is that of the whole file, whose sound may go on for longer than its pictures. */
    boolean endsWithTheFile() {
        return !hasOwnDuration();
    }

    private boolean isGuess() {
        return file.duration_estimation_method() == AVFMT_DURATION_FROM_BITRATE;
    }

    private boolean hasOwnDuration() {
        return stream.duration() != AV_NOPTS_VALUE && stream.duration() > 0;
    }

    private static long orZero(long time) {
        return time == AV_NOPTS_VALUE ? 0 : time;
    }
}
