package io.csta.starter;

import java.util.SplittableRandom;

/** What a shot shows, how important that is from 0 to 1, and how often it comes. */
enum Kind {
    /** Several things that move fast and deform. */
    ACTION(0.9, 16, 0.28),
    /** A place that nothing happens in, until something comes. */
    ARRIVAL(0.75, 14, 0.1),
    /** One thing that moves. */
    MOTION(0.6, 16, 0.1),
    /** The camera moves over a place that nothing happens in. */
    CAMERA(0.5, 12, 0.04),
    /** A place that nothing happens in. */
    STILL(0.2, 14),
    /** A shot that was there before. */
    REPEAT(0.15, 6),
    /** Text on a card. */
    TITLE(0.1, 5),
    /** What moves is hardly to be seen. */
    DARK(0.1, 5),
    /** What moves is out of focus. */
    BLURRED(0.1, 5),
    /** Somebody runs with the camera. */
    SHAKY(0.1, 5),
    /** One picture of something that moved, shown on. */
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

    /** How important a shot of this kind is. */
    double importance() {
        return importance;
    }

    /** The same, a little more or less. */
    double importance(SplittableRandom random) {
        return Math.min(1, Math.max(0, importance + SPREAD * (2 * random.nextDouble() - 1)));
    }

    /**
     * How much more or less important a shot is because more or less of the picture changes than is typical.
     *
     * @param change which part of the picture changes within half a second, roughly
     */
    double liveliness(double change) {
        return typicalChange == 0 ? 0 : LIVELINESS * (2 * change / (change + typicalChange) - 1);
    }

    /** Whether a summary should hardly show it at all. */
    boolean isEmpty() {
        return this == BLANK || this == FROZEN;
    }

    /** Whether a film may show it again later, which is {@link #REPEAT}. */
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
        throw new AssertionError("the weights add up to what was drawn from");
    }
}
