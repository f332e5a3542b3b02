package io.csta.dataset;

import java.nio.file.Path;
import java.util.List;

/**
 * The ratings of annotators for a collection of videos.
 *
 * @param source their file, for messages
 * @param list the ratings, in its order
 */
public record Ratings(Path source, List<Rating> list) {

    /** Copies the list. */
    public Ratings {
        list = List.copyOf(list);
    }

    /**
     * Reads CSV in UTF-8: a header with {@code video}, {@code annotator}, {@code start}, {@code end} and {@code score} in
     * any order, and one line per rating. Further columns are ignored; blank lines are skipped; fields with commas or line
     * breaks are quoted with double quotes.
     *
     * @return at least one rating
     * @throws DatasetException if the file cannot be read, has another header, or has no ratings; naming the line, if a
     *     field is missing or empty, if a number is expected but missing, if {@code start} is not before {@code end}, or if
     *     one of these or a score is below 0
     */
    public static Ratings read(Path file) {
        return new Ratings(file, RatingFile.read(file));
    }
}
