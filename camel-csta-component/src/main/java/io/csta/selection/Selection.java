package io.csta.selection;

import io.csta.segmentation.Shot;
import java.util.List;

/**
 * What a summary plays.
 *
 * @param shots the indices of the selected shots, ascending; empty if no shot fits the budget and {@code parts} is a window
 *     of frames instead
 * @param parts the ranges of frames to play, in order, at least one; neighbouring shots are one part
 */
public record Selection(List<Integer> shots, List<Shot> parts) {

    /** Copies both lists. */
    public Selection {
        shots = List.copyOf(shots);
        parts = List.copyOf(parts);
    }

    /** The number of frames that the summary plays. */
    public int frames() {
        return parts.stream().mapToInt(Shot::length).sum();
    }
}
