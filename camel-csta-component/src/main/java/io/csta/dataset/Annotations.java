package io.csta.dataset;

import io.csta.CancelledException;
import io.csta.OutputFile;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The annotations of TVSum, from its {@code ydata-anno.tsv}.
 *
 * <p>A line holds an annotator's scores of a video: its id, its category, and one score per frame, separated by tabs and
 * commas.
 * The videos are called {@code video_1}, {@code video_2}, … in the order in which their ids first appear. An annotator's
 * scores are divided by their largest, and every {@value #SAMPLE_EVERY}th is kept. Immutable.
 */
public final class Annotations {

    /** The sampling interval, in frames. */
    public static final int SAMPLE_EVERY = 15;

    private static final String LINE =
            "expected lines of an id, a category and one score per frame, separated by tabs, with"
                    + " commas between scores";

    private final Path path;
    private final Map<String, List<double[]>> videos;

    private Annotations(Path path, Map<String, List<double[]>> videos) {
        this.path = path;
        this.videos = videos;
    }

    /**
     * Reads a file line by line.
     *
     * @throws DatasetException naming the line, if the file cannot be read or is empty, or if a line has other fields, a
     *     score that is not a finite number, no score above 0, or another number of scores than earlier lines of the
     *     same video
     * @throws CancelledException if the thread is interrupted
     */
    public static Annotations read(Path path) {
        if (!Files.isRegularFile(path)) {
            throw new DatasetException(path + ": no such file; " + LINE);
        }
        Reading reading = new Reading(path);
        try (BufferedReader lines = Files.newBufferedReader(path)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                CancelledException.throwIfInterrupted();
                reading.take(line);
            }
        } catch (CharacterCodingException e) {
            throw new DatasetException("%s: not UTF-8 text after line %d; %s".formatted(path, reading.line, LINE), e);
        } catch (IOException e) {
            throw new DatasetException("cannot read %s: %s".formatted(path, OutputFile.reason(e)), e);
        }
        return new Annotations(path, reading.videos());
    }

    /** The file. */
    public Path path() {
        return path;
    }

    /** The names of the videos, in the order of the file. */
    public List<String> videos() {
        return List.copyOf(videos.keySet());
    }

    /**
     * Each annotator's scores of a video, {@code [annotators, ceil(frames / 15)]}, at most 1.
     *
     * @throws DatasetException if the file has no such video
     */
    public double[][] scores(String video) {
        List<double[]> scores = videos.get(video);
        if (scores == null) {
            throw new DatasetException("%s: no such video: %s; it has %d videos, video_1 to video_%d"
                    .formatted(path, video, videos.size(), videos.size()));
        }
        return scores.stream().map(double[]::clone).toArray(double[][]::new);
    }

    /** The state while reading. */
    private static final class Reading {

        private final Path path;
        private final Map<String, Annotated> byId = new LinkedHashMap<>();
        private int line;

        private Reading(Path path) {
            this.path = path;
        }

        private void take(String text) {
            line++;
            if (text.isBlank()) {
                return;
            }
            String[] fields = text.split("\t", -1);
            if (fields.length != 3) {
                throw wrong("expected 3 tab-separated fields, found %d; %s".formatted(fields.length, LINE));
            }
            double[] scores = scores(fields[2]);
            Annotated video = byId.computeIfAbsent(
                    fields[0], id -> new Annotated("video_" + (byId.size() + 1), scores.length, line));
            if (video.frames != scores.length) {
                throw wrong("%d scores, but line %d, of the same video %s, has %d; expected one score per frame"
                        .formatted(scores.length, video.line, fields[0], video.frames));
            }
            video.scores.add(kept(scores));
        }

        private double[] scores(String field) {
            String[] words = field.split(",", -1);
            double[] scores = new double[words.length];
            for (int i = 0; i < words.length; i++) {
                scores[i] = score(words[i], i);
            }
            return scores;
        }

        private double score(String word, int index) {
            try {
                double score = Double.parseDouble(word);
                if (Double.isFinite(score)) {
                    return score;
                }
            } catch (NumberFormatException e) {
                // reported below
            }
            throw wrong("score %d is '%s'; expected a finite number".formatted(index + 1, word.strip()));
        }

        private double[] kept(double[] scores) {
            double largest = Double.NEGATIVE_INFINITY;
            for (double score : scores) {
                largest = Math.max(largest, score);
            }
            if (largest <= 0) {
                throw wrong("no score above 0; expected at least one");
            }
            double[] kept = new double[(scores.length + SAMPLE_EVERY - 1) / SAMPLE_EVERY];
            for (int i = 0; i < kept.length; i++) {
                kept[i] = scores[i * SAMPLE_EVERY] / largest;
            }
            return kept;
        }

        private Map<String, List<double[]>> videos() {
            if (byId.isEmpty()) {
                throw new DatasetException(path + ": empty file; " + LINE);
            }
            Map<String, List<double[]>> videos = new LinkedHashMap<>();
            byId.values().forEach(video -> videos.put(video.name, video.scores));
            return videos;
        }

        private DatasetException wrong(String what) {
            return new DatasetException("%s: line %d: %s".formatted(path, line, what));
        }
    }

    /** A video and the line in which it first appeared. */
    private static final class Annotated {

        private final String name;
        private final int frames;
        private final int line;
        private final List<double[]> scores = new ArrayList<>();

        private Annotated(String name, int frames, int line) {
            this.name = name;
            this.frames = frames;
            this.line = line;
        }
    }
}
