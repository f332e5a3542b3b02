package io.csta.selection;

import io.csta.segmentation.Shot;
import java.util.List;

/**
 * The result of {@link PartSelector}.
 *
 * @param parts the ranges of frames to play, in order; parts without a gap are one part
 * @param outcomes what happened to each shot, and why
 */
public record PartSelection(List<Shot> parts, List<ShotOutcome> outcomes) {

    /** Copies the lists. */
    public PartSelection {
        parts = List.copyOf(parts);
        outcomes = List.copyOf(outcomes);
    }
}
