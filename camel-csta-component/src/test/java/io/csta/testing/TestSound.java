package io.csta.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

/**
 * Sound in which every position can be recognised.
 *
 * @param rate samples per second
 * @param samples the samples of one channel, from -1 to 1
 */
@SuppressWarnings("ArrayRecordComponent")
public record TestSound(int rate, float[] samples) {

    /** Below 2 kHz, neighbouring samples are similar, so not every position has to be checked. */
    private static final int STRIDE = 4;

    /** Avoids division by zero for silence. */
    private static final double SILENCE = 1e-9;

    /** Noise below about 2 kHz: different at every position, and smooth from sample to sample. */
    public static TestSound rumble(int rate, double seconds) {
        Random random = new Random(7);
        float[] samples = new float[(int) Math.round(rate * seconds)];
        double keep = Math.exp(-2 * Math.PI * 600 / rate);
        double first = 0;
        double second = 0;
        for (int i = 0; i < samples.length; i++) {
            first = keep * first + (1 - keep) * random.nextGaussian();
            second = keep * second + (1 - keep) * first;
            samples[i] = (float) Math.tanh(0.35 * second * Math.sqrt(rate / 600.0));
        }
        return new TestSound(rate, samples);
    }

    /** A sine wave. */
    public static TestSound tone(int rate, double seconds, double hertz) {
        float[] samples = new float[(int) Math.round(rate * seconds)];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (float) (0.5 * Math.sin(2 * Math.PI * hertz * i / rate));
        }
        return new TestSound(rate, samples);
    }

    /** Decodes the first sound track of a file, mixed to one channel, from time 0 of the container's clock. */
    public static TestSound of(Path file, int rate) {
        byte[] raw = Tool.ffmpeg(
                "-i",
                file.toString(),
                "-map",
                "0:a:0",
                "-af",
                "aresample=async=1:first_pts=0",
                "-ac",
                "1",
                "-ar",
                Integer.toString(rate),
                "-f",
                "f32le",
                "-");
        float[] samples = new float[raw.length / Float.BYTES];
        ByteBuffer.wrap(raw).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(samples);
        return new TestSound(rate, samples);
    }

    /** Writes a WAV file with this number of identical channels. */
    public void writeWav(Path file, int channels) {
        int bytes = samples.length * channels * Short.BYTES;
        ByteBuffer wav = ByteBuffer.allocate(44 + bytes).order(ByteOrder.LITTLE_ENDIAN);
        wav.put("RIFF".getBytes(java.nio.charset.StandardCharsets.US_ASCII)).putInt(36 + bytes);
        wav.put("WAVEfmt ".getBytes(java.nio.charset.StandardCharsets.US_ASCII)).putInt(16);
        wav.putShort((short) 1).putShort((short) channels).putInt(rate);
        wav.putInt(rate * channels * Short.BYTES)
                .putShort((short) (channels * Short.BYTES))
                .putShort((short) 16);
        wav.put("data".getBytes(java.nio.charset.StandardCharsets.US_ASCII)).putInt(bytes);
        for (float sample : samples) {
            for (int channel = 0; channel < channels; channel++) {
                wav.putShort((short) Math.round(sample * Short.MAX_VALUE));
            }
        }
        try {
            Files.write(file, wav.array());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The largest step between neighbouring samples in {@code [from, to)}. */
    public double largestStep(int from, int to) {
        double largest = 0;
        for (int i = Math.max(1, from); i < Math.min(to, samples.length); i++) {
            largest = Math.max(largest, Math.abs(samples[i] - samples[i - 1]));
        }
        return largest;
    }

    /** The root mean square of {@code [from, to)}. */
    public double loudness(int from, int to) {
        double sum = 0;
        for (int i = from; i < to; i++) {
            sum += (double) samples[i] * samples[i];
        }
        return Math.sqrt(sum / (to - from));
    }

    /**
     * Finds the position of a piece of this sound in another one.
     *
     * @param from the first sample of the piece
     * @param length the length of the piece
     * @param original the sound to search
     * @param around the expected position
     * @param reach the largest distance from the expected position
     * @return the position in {@code original} that is most similar
     */
    public int locate(int from, int length, TestSound original, int around, int reach) {
        Similarity similarity = new Similarity(this, from, length, original);
        int near = similarity.best(around - reach, around + reach, STRIDE);
        int best = similarity.best(Math.max(around - reach, near - STRIDE), Math.min(around + reach, near + STRIDE), 1);
        if (similarity.at(best) < 0.7) {
            throw new AssertionError("the sound at sample " + from + " resembles nothing near " + around
                    + " of the original; best correlation " + similarity.at(best) + " at " + best);
        }
        return best;
    }

    /** The similarity of a piece of a sound to pieces of another: the correlation, from -1 to 1. */
    private static final class Similarity {
        private final TestSound sound;
        private final int from;
        private final int length;
        private final TestSound original;
        private final double own;
        private final double[] energies;

        Similarity(TestSound sound, int from, int length, TestSound original) {
            this.sound = sound;
            this.from = from;
            this.length = length;
            this.original = original;
            this.own = product(sound.samples, from, sound.samples, from, length);
            this.energies = original.energies();
        }

        int best(int first, int last, int stride) {
            int best = first;
            double most = -1;
            for (int at = first; at <= last; at += stride) {
                double similarity = at(at);
                if (similarity > most) {
                    most = similarity;
                    best = at;
                }
            }
            return best;
        }

        double at(int at) {
            if (at < 0 || at + length > original.samples.length) {
                return -1;
            }
            double other = energies[at + length] - energies[at];
            return product(sound.samples, from, original.samples, at, length)
                    / Math.sqrt((own + SILENCE) * (other + SILENCE));
        }
    }

    /** The cumulative sums of squares. */
    private double[] energies() {
        double[] sums = new double[samples.length + 1];
        for (int i = 0; i < samples.length; i++) {
            sums[i + 1] = sums[i] + (double) samples[i] * samples[i];
        }
        return sums;
    }

    /** Uses four sums, which the processor computes in parallel: tests do this a billion times. */
    private static double product(float[] a, int fromA, float[] b, int fromB, int length) {
        double first = 0;
        double second = 0;
        double third = 0;
        double fourth = 0;
        int i = 0;
        for (; i + 3 < length; i += 4) {
            first += (double) a[fromA + i] * b[fromB + i];
            second += (double) a[fromA + i + 1] * b[fromB + i + 1];
            third += (double) a[fromA + i + 2] * b[fromB + i + 2];
            fourth += (double) a[fromA + i + 3] * b[fromB + i + 3];
        }
        for (; i < length; i++) {
            first += (double) a[fromA + i] * b[fromB + i];
        }
        return first + second + third + fourth;
    }
}
