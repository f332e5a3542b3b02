package io.csta.selection;

/** How the parts of a video that a summary plays are chosen. */
public enum SelectionMethod {

    /** Whole shots by the 0/1 knapsack, each worth the mean score of its frames, as in the published code. */
    PUBLISHED,

    /**
     * Few parts of one to several seconds that fill the budget, chosen by their importance per time and by how much of the
     * video they represent.
     */
    WATCHABLE
}
