package io.csta.evaluation;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * One name for the checkpoints of all splits.
 *
 * @param pattern a name in which <code>{n}</code> stands for the number of the split, from 1; without it, the same file is
 *     used for every split
 */
public record CheckpointPattern(String pattern) {

    private static final String NUMBER = "{n}";

    /** The checkpoint of a split. */
    public Path file(int split) {
        return Path.of(pattern.replace(NUMBER, Integer.toString(split)));
    }

    /**
     * Checks that there is a file for every split.
     *
     * @throws EvaluationException if a file is missing; names the first
     */
    public void requireFiles(int splits) {
        for (int split = 1; split <= splits; split++) {
            if (!Files.isRegularFile(file(split))) {
                throw new EvaluationException("%s: no such file; expected a checkpoint for split %d of %d%s"
                        .formatted(
                                file(split),
                                split,
                                splits,
                                pattern.contains(NUMBER) ? "" : "; use {n} in the name for the number of the split"));
            }
        }
    }
}
