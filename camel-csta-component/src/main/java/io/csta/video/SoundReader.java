package io.csta.video;

import static org.bytedeco.ffmpeg.global.avutil.AV_CHANNEL_ORDER_UNSPEC;
import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;
import static org.bytedeco.ffmpeg.global.avutil.av_channel_layout_default;

import io.csta.CancelledException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the first audio track of a video by the clock of its container: sample {@code n} is heard {@code n / rate} seconds
 * after the start of the clock that also times the frames. Gaps in the track are silent.
 */
final class SoundReader implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SoundReader.class);

    /** In seconds. Smaller deviations are only rounding: the sound continues without a gap. */
    private static final double LARGEST_JITTER = 0.01;

    /** In seconds. Longer gaps are skipped by seeking instead of decoding. */
    private static final double FAR = 20;

    /** In seconds. After seeking, a decoder needs some input before its output is correct. */
    private static final double LEAD = 1;

    private final SoundFormat format;
    private Demuxer input;
    private Decoder decoder;
    private Resampler resampler;
    private Rational timeBase;
    private final double duration;
    private TimestampJumps jumps;
    private boolean maySeek;
    private boolean ended;
    private boolean sought;
    private boolean blockKnown;
    private long blockStart;
    private float[][] block = {};

    private SoundReader(Demuxer input, AVStream stream, Decoder decoder, SoundFormat format, boolean maySeek) {
        this.input = input;
        this.decoder = decoder;
        this.timeBase = Rational.of(stream.time_base());
        this.maySeek = maySeek && input.seeksExactly();
        this.format = format;
        this.duration = new ContainerTimes(input, stream).duration();
        this.jumps = new TimestampJumps(1.0 / format.rate(), duration);
        this.resampler = new Resampler(format);
    }

    /**
     * Opens the first audio track; empty if there is none, or if it cannot be decoded.
     *
     * @param maySeek whether the times in the file are reliable enough for seeking
     * @throws CodecNotAllowedException if its codec is not on the list of allowed ones
     */
    static Optional<SoundReader> open(Path file, boolean maySeek) {
        Demuxer input = Demuxer.open(file);
        Optional<SoundReader> reader = Optional.empty();
        try {
            reader = input.audio().flatMap(stream -> open(input, stream, maySeek));
            return reader;
        } finally {
            if (reader.isEmpty()) {
                input.close();
            }
        }
    }

    private static Optional<SoundReader> open(Demuxer input, AVStream stream, boolean maySeek) {
        Decoder decoder;
        try {
            decoder = Decoder.open(input, stream, Decoder.AUTOMATIC);
        } catch (CodecNotAllowedException e) {
            throw e;
        } catch (UnreadableVideoException e) {
            LOG.debug("the audio track cannot be decoded and is skipped", e);
            return Optional.empty();
        }
        if (decoder.nextIntact()) {
            completeLayout(decoder.frame());
            SoundReader reader =
                    new SoundReader(input, stream, decoder, SoundFormat.closestTo(decoder.frame()), maySeek);
            if (reader.take(decoder.frame())) {
                return Optional.of(reader);
            }
            reader.resampler.close();
        }
        decoder.close();
        return Optional.empty();
    }

    SoundFormat format() {
        return format;
    }

    /**
     * Reads samples. Positions must not decrease.
     *
     * @param position the number of the first sample on the container's clock; may be negative
     * @param length the number of samples
     * @return {@code [channels, length]}, from -1 to 1
     */
    float[][] read(long position, int length) {
        CancelledException.throwIfInterrupted();
        float[][] samples = new float[format.channels()][length];
        approach(position);
        int filled = 0;
        while (filled < length) {
            long at = position + filled;
            if (at >= blockEnd() && !ended) {
                nextBlock();
            } else if (ended && at >= blockEnd()) {
                filled = length;
            } else if (at < blockStart) {
                filled += (int) Math.min(blockStart - at, length - filled);
            } else {
                int count = (int) Math.min(blockEnd() - at, length - filled);
                for (int channel = 0; channel < samples.length; channel++) {
                    System.arraycopy(block[channel], (int) (at - blockStart), samples[channel], filled, count);
                }
                filled += count;
            }
        }
        return samples;
    }

    private void approach(long position) {
        long far = Math.round(FAR * format.rate());
        if (!maySeek || !jumps.none() || ended || position - blockEnd() < far) {
            return;
        }
        double seconds = (double) position / format.rate() - LEAD;
        forget();
        sought = true;
        if (decoder.seek(Math.round(seconds / timeBase.value()))) {
            nextBlock();
        }
        if (!blockKnown || blockStart > position - Math.round(LEAD * format.rate() / 2)) {
            restart();
        }
    }

    /** Decodes everything from the start, if seeking does not lead to the right position. */
    private void restart() {
        maySeek = false;
        sought = false;
        Path file = input.file();
        decoder.close();
        input.close();
        input = Demuxer.open(file);
        AVStream stream = input.audio()
                .orElseThrow(() ->
                        new UnreadableVideoException(file + " changed while it was being summarized; start again"));
        decoder = Decoder.open(input, stream, Decoder.AUTOMATIC);
        timeBase = Rational.of(stream.time_base());
        forget();
    }

    private void forget() {
        resampler.close();
        resampler = new Resampler(format);
        block = new float[format.channels()][0];
        jumps = new TimestampJumps(1.0 / format.rate(), duration);
        blockKnown = false;
        blockStart = Long.MIN_VALUE / 2;
        ended = false;
    }

    private long blockEnd() {
        return blockStart + (block.length == 0 ? 0 : block[0].length);
    }

    private void nextBlock() {
        while (decoder.nextIntact()) {
            AVFrame frame = decoder.frame();
            completeLayout(frame);
            if (take(frame)) {
                return;
            }
        }
        float[][] rest = resampler.finish();
        blockStart = blockKnown ? blockEnd() : blockStart;
        block = rest;
        ended = true;
    }

    private static void completeLayout(AVFrame frame) {
        if (frame.ch_layout().order() == AV_CHANNEL_ORDER_UNSPEC) {
            av_channel_layout_default(frame.ch_layout(), frame.ch_layout().nb_channels());
        }
    }

    /** Makes a decoded frame the current block; false if it yields no samples. */
    private boolean take(AVFrame frame) {
        long expected = blockEnd();
        long given = frame.best_effort_timestamp();
        if (given == AV_NOPTS_VALUE && !blockKnown && sought) {
            return false;
        }
        boolean inOrder = blockKnown;
        long start = expected;
        if (given != AV_NOPTS_VALUE) {
            long sample = Math.round(given * timeBase.value() * format.rate());
            long smoothed = (blockKnown ? jumps.smoothed(sample, expected + resampler.pending()) : sample)
                    - resampler.pending();
            inOrder = blockKnown && Math.abs(smoothed - expected) <= LARGEST_JITTER * format.rate();
            start = inOrder ? expected : smoothed + resampler.pending();
        } else if (!blockKnown) {
            start = 0;
        }
        if (!inOrder || !resampler.accepts(frame)) {
            resampler.close();
            resampler = new Resampler(format);
        }
        Optional<float[][]> converted = resampler.convert(frame);
        if (converted.isEmpty()) {
            return false;
        }
        float[][] samples = converted.get();
        if (!inOrder && start < expected && blockKnown) {
            samples = withoutBeginning(samples, expected - start);
            start = expected;
        }
        block = samples;
        blockStart = start;
        blockKnown = true;
        return true;
    }

    private static float[][] withoutBeginning(float[][] samples, long count) {
        float[][] rest = new float[samples.length][];
        for (int channel = 0; channel < samples.length; channel++) {
            int from = (int) Math.min(count, samples[channel].length);
            rest[channel] = Arrays.copyOfRange(samples[channel], from, samples[channel].length);
        }
        return rest;
    }

    @Override
    public void close() {
        resampler.close();
        decoder.close();
        input.close();
    }
}
