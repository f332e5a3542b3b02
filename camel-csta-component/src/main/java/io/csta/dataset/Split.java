package io.csta.dataset;

import java.util.List;

/**
 * One way to part a dataset.
 *
 * @param train the names of the videos to learn from, at least one
 * @param test the names of the videos to be judged by, at least one, none of them in {@code train}
 */
public record Split(List<String> train, List<String> test) {

    /** Copies both lists. */
    public Split {
        train = List.copyOf(train);
        test = List.copyOf(test);
    }
}
