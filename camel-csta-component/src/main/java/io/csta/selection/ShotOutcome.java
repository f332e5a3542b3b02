package io.csta.selection;

/** Why {@link PartSelector} shows a shot or skips it. */
public sealed interface ShotOutcome {

    /** The summary shows all or a part of it. */
    record Shown() implements ShotOutcome {}

    /** It has no visible frame. */
    record NotVisible() implements ShotOutcome {}

    /** No visible stretch of it lasts {@link PartSelector#SHORTEST_SECONDS}. */
    record TooShort() implements ShotOutcome {}

    /**
     * It looks like a shot that is shown.
     *
     * @param shot the index of that shot
     */
    record SimilarTo(int shot) implements ShotOutcome {}

    /** Other shots are worth more, and fill the budget. */
    record LessImportant() implements ShotOutcome {}
}
