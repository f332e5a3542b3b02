package io.csta.dataset;

import java.nio.file.Path;
import java.util.List;

/**
 * What annotators of an own collection said.
 *
 * @param source the file that they come from, for messages
 * @param list the ratings, in its order
 */
public record Ratings(Path source, List<Rating> list) {

    /** Copies the list. */
    public Ratings {
        list = List.copyOf(list);
    }

    /**
     * Reads CSV in UTF-8: a header with {@code video}, {@code annotator}, {@code start}, {@code end} and {@code score} in
     * any order, and a line a rating. Further columns are not looked at; blank lines are skipped; fields with commas or
     * line breaks stand in double quotes.
     *
     * @return at least one rating
     * @throws DatasetException if the file cannot be read, has another header, or has no ratings; naming the line, if a
     *     field is missing, empty, or no number where it should be one, if {@code start} is not before {@code end}, or if
     *     one of these or a score is below 0
     */
    public static Ratings read(Path file) {
        return new Ratings(file, RatingFile.read(file));
    }
}
