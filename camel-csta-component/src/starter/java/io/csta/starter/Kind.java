package io.csta.starter;

import java.util.SplittableRandom;

/** The content of a shot, its importance from 0 to 1, and its frequency. */
enum Kind {
    /** Several objects that move fast and deform. */
    ACTION(0.9, 16, 0.28),
    /** Nothing happens until an object arrives. */
    ARRIVAL(0.75, 14, 0.1),
    /** One object moves. */
    MOTION(0.6, 16, 0.1),
    /** The camera moves over a background where nothing happens. */
    CAMERA(0.5, 12, 0.04),
    /** Nothing happens. */
    STILL(0.2, 14),
    /** A shot that was shown before. */
    REPEAT(0.15, 6),
    /** Text on a card. */
    TITLE(0.1, 5),
    /** Motion that is hardly visible. */
    DARK(0.1, 5),
    /** Motion that is out of focus. */
    BLURRED(0.1, 5),
    /** The camera shakes strongly. */
    SHAKY(0.1, 5),
    /** One image of something that moved, repeated. */
    FROZEN(0.05, 5),
    /** One colour. */
    BLANK(0, 5);

    private static final double SPREAD = 0.03;
    private static final double LIVELINESS = 0.1;

    private final double importance;
    private final int weight;
    private final double typicalChange;

    Kind(double importance, int weight) {
        this(importance, weight, 0);
    }

    Kind(double importance, int weight, double typicalChange) {
        this.importance = importance;
        this.weight = weight;
        this.typicalChange = typicalChange;
    }

    /** The importance of this kind. */
    double importance() {
        return importance;
    }

    /** The same with random variation. */
    double importance(SplittableRandom random) {
        return Math.min(1, Math.max(0, importance + SPREAD * (2 * random.nextDouble() - 1)));
    }

    /**
     * The change in importance if more or less of the image changes than is typical.
     *
     * @param change the approximate share of the image that changes within half a second
     */
    double liveliness(double change) {
        return typicalChange == 0 ? 0 : LIVELINESS * (2 * change / (change + typicalChange) - 1);
    }

    /** Whether a summary should not contain it. */
    boolean isEmpty() {
        return this == BLANK || this == FROZEN;
    }

    /** Whether a film may repeat it later as {@link #REPEAT}. */
    boolean isWorthRepeating() {
        return this == CAMERA || this == MOTION || this == STILL;
    }

    static Kind any(SplittableRandom random) {
        int all = 0;
        for (Kind kind : values()) {
            all += kind.weight;
        }
        int drawn = random.nextInt(all);
        for (Kind kind : values()) {
            drawn -= kind.weight;
            if (drawn < 0) {
                return kind;
            }
        }
        throw new AssertionError("unreachable: the weights add up to the bound");
    }
}
