package io.csta.video;

import io.csta.CancelledException;
import io.csta.OutputFile;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.IntConsumer;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Writes selected frames of a video, with their sound, to a new MP4 file with H.264 and AAC.
 *
 * <p>Every selected frame appears exactly once and is shown as long as in the video; a constant frame rate is kept. Size (odd
 * sizes lose a row or a column, and sizes beyond 4096x2304 are halved), pixel aspect ratio, orientation and colours are kept.
 * The sound is cut to the sample and stays in sync at every cut. Memory does not depend on the length. Thread-safe.
 */
public final class SummaryRenderer {

    private SummaryRenderer() {}

    /**
     * Renders a summary.
     *
     * @param source the video
     * @param timeline the times of its frames, from reading it to the end once
     * @param ranges the frames to keep: ascending, not overlapping, at least one
     * @param target the file to write; it appears when it is complete, and replaces an existing file
     * @param audio whether to keep the sound; if it cannot be decoded, the summary is silent
     * @param framesDone receives the number of encoded frames from time to time, in the thread of the caller
     * @return the result
     * @throws IllegalArgumentException if the ranges are empty, not in order or reach beyond the video
     * @throws UnreadableVideoException if the video can no longer be read, or was changed
     * @throws io.csta.OutputException if the file cannot be written
     * @throws RenderingException if it cannot be encoded
     * @throws io.csta.CancelledException if the thread is interrupted; nothing is left behind
     */
    public static Rendering render(
            Path source,
            Timeline timeline,
            List<FrameRange> ranges,
            Path target,
            boolean audio,
            IntConsumer framesDone) {
        return render(
                source,
                timeline,
                ranges,
                target,
                audio,
                framesDone,
                Runtime.getRuntime().availableProcessors());
    }

    /** Renders with this number of processors, which does not change the result. */
    static Rendering render(
            Path source,
            Timeline timeline,
            List<FrameRange> ranges,
            Path target,
            boolean audio,
            IntConsumer framesDone,
            int processors) {
        if (ranges.isEmpty()) {
            throw new IllegalArgumentException("a summary of no frames cannot be rendered");
        }
        SummaryClock clock = new SummaryClock(timeline, ranges);
        int threads = SectionQueue.decodingThreads(timeline, clock, processors);
        try (OutputFile part = OutputFile.of(target);
                FrameSeeker first = FrameSeeker.open(source, timeline, ranges, threads);
                Sound sound = audio ? Sound.of(source, timeline) : Sound.none()) {
            first.advance();
            PictureFormat format = PictureFormat.of(first.reader(), clock);
            try (Mp4Muxer file = Mp4Muxer.create(part.path());
                    SectionQueue sections = new SectionQueue(source, timeline, clock, format, first, processors)) {
                write(sections, format, sound.reader(), clock, file, framesDone);
                first.requireUnchanged();
                CancelledException.throwIfInterrupted();
                file.finish();
            }
            part.keep();
            boolean hasAudio = sound.reader().isPresent();
            return new Rendering(target, clock.frames(), clock.seconds(clock.end()), hasAudio);
        }
    }

    /**
     * What {@link #render} would write, without writing it.
     *
     * @param ranges the frames to keep: ascending, not overlapping, at least one
     * @param audio whether the summary would have sound
     */
    public static Rendering preview(Timeline timeline, List<FrameRange> ranges, Path target, boolean audio) {
        SummaryClock clock = new SummaryClock(timeline, ranges);
        return new Rendering(target, clock.frames(), clock.seconds(clock.end()), audio);
    }

    private static void write(
            SectionQueue sections,
            PictureFormat format,
            Optional<SoundReader> sound,
            SummaryClock clock,
            Mp4Muxer file,
            IntConsumer framesDone) {
        EncodedSection section = sections.next(framesDone);
        try {
            PictureTrack pictureTrack = PictureTrack.open(file, format, section);
            try (@Nullable SoundTrack soundTrack = sound.map(reader -> SoundTrack.open(file, reader, clock))
                            .orElse(null)) {
                file.start();
                LongConsumer addSound = soundTrack == null ? end -> {} : soundTrack::addUntil;
                pictureTrack.write(section, addSound);
                while (sections.hasNext()) {
                    section.close();
                    section = sections.next(framesDone);
                    pictureTrack.write(section, addSound);
                }
                if (soundTrack != null) {
                    soundTrack.finish();
                }
            }
        } finally {
            section.close();
        }
    }

    /** An optional audio track. */
    private record Sound(Optional<SoundReader> reader) implements AutoCloseable {

        static Sound of(Path source, Timeline timeline) {
            return new Sound(SoundReader.open(source, timeline.seekable()));
        }

        static Sound none() {
            return new Sound(Optional.empty());
        }

        @Override
        public void close() {
            reader.ifPresent(SoundReader::close);
        }
    }
}
