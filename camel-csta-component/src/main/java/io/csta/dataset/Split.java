package io.csta.dataset;

import java.util.List;

/**
 * One division of a dataset into training and test videos.
 *
 * @param train the names of the training videos, at least one
 * @param test the names of the test videos, at least one, none of them in {@code train}
 */
public record Split(List<String> train, List<String> test) {

    /** Copies both lists. */
    public Split {
        train = List.copyOf(train);
        test = List.copyOf(test);
    }
}
