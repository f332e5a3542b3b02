package io.csta.dataset;

import io.csta.OutputFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The splits of a dataset, in order.
 *
 * @param source a file or the name of a benchmark, for messages
 * @param list the splits, at least one; number 1 is the first
 */
public record Splits(String source, List<Split> list) {

    /** The benchmarks whose five published splits are included. */
    public static final List<String> PUBLISHED = List.of("summe", "tvsum");

    /**
     * Copies the list and checks every split.
     *
     * @throws DatasetException if there is no split, if a part of one is empty, or if a split names a video twice
     */
    public Splits {
        list = List.copyOf(list);
        if (list.isEmpty()) {
            throw new DatasetException(source + ": has no splits; " + SplitFile.EXPECTED);
        }
        for (int i = 0; i < list.size(); i++) {
            check("%s: split %d".formatted(source, i + 1), list.get(i));
        }
    }

    /**
     * The published splits of a benchmark, or those of a file.
     *
     * @param nameOrFile one of {@link #PUBLISHED}, in any case, or a file for {@link #read}
     * @throws DatasetException as {@link #read} does
     */
    public static Splits of(String nameOrFile) {
        String name = nameOrFile.toLowerCase(Locale.ROOT);
        return PUBLISHED.contains(name) ? published(name) : read(Path.of(nameOrFile));
    }

    /**
     * Reads a file in one of three formats, which is detected:
     *
     * <ul>
     *   <li>CSTA's text, one line per split: {@code SumMe/split0/video_1,video_2/video_3}, training videos before test videos;
     *   <li>PGL-SUM's JSON: <code>[{"train_keys":["../file.h5/video_1"],"test_keys":["../file.h5/video_2"]}]</code>;
     *   <li>this project's JSON: <code>{"splits":[{"train":["video_1"],"test":["video_2"]}]}</code>.
     * </ul>
     *
     * @throws DatasetException if the file cannot be read, has another format, or holds an invalid split
     */
    public static Splits read(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new DatasetException(
                    "%s: no such file; use a file of splits, or %s".formatted(file, String.join(" or ", PUBLISHED)));
        }
        try {
            return new Splits(file.toString(), SplitFile.parse(file.toString(), Files.readString(file)));
        } catch (CharacterCodingException e) {
            throw new DatasetException(file + ": not UTF-8 text; " + SplitFile.EXPECTED, e);
        } catch (IOException e) {
            throw new DatasetException("cannot read %s: %s".formatted(file, OutputFile.reason(e)), e);
        }
    }

    /**
     * Checks that a dataset has all videos of all splits.
     *
     * @throws DatasetException naming the split and the first video that is missing
     */
    public void requireIn(Dataset dataset) {
        for (int i = 0; i < list.size(); i++) {
            Split split = list.get(i);
            int number = i + 1;
            Stream.concat(split.train().stream(), split.test().stream())
                    .filter(video -> !dataset.has(video))
                    .findFirst()
                    .ifPresent(video -> {
                        throw new DatasetException("%s: split %d refers to %s, which is not in %s; available: %s"
                                .formatted(source, number, video, dataset.path(), few(dataset.videos())));
                    });
        }
    }

    private static String few(List<String> videos) {
        return videos.size() <= 3
                ? String.join(", ", videos)
                : "%d videos, %s to %s".formatted(videos.size(), videos.get(0), videos.get(videos.size() - 1));
    }

    private static Splits published(String name) {
        try (InputStream in = Splits.class.getResourceAsStream(name + ".json")) {
            if (in == null) {
                throw new IllegalStateException("the jar has no splits of " + name);
            }
            return new Splits(name, SplitFile.parse(name, new String(in.readAllBytes(), StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new IllegalStateException("the jar cannot be read", e);
        }
    }

    private static void check(String where, Split split) {
        if (split.train().isEmpty() || split.test().isEmpty()) {
            throw new DatasetException("%s has no %s videos; add at least one"
                    .formatted(where, split.train().isEmpty() ? "training" : "test"));
        }
        Set<String> train = distinct(where, split.train());
        for (String video : distinct(where, split.test())) {
            if (train.contains(video)) {
                throw new DatasetException(
                        "%s has %s in both lists; remove it from one of them".formatted(where, video));
            }
        }
    }

    private static Set<String> distinct(String where, List<String> part) {
        Set<String> seen = new HashSet<>();
        for (String video : part) {
            if (!seen.add(video)) {
                throw new DatasetException("%s lists %s twice; remove one of the entries".formatted(where, video));
            }
        }
        return seen;
    }
}
