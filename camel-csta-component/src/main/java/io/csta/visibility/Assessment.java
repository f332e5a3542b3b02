package io.csta.visibility;

import java.util.BitSet;

/** Turns the statistics of all frames into their visibility. */
final class Assessment {

    /** From this value on, a frame is visible. */
    static final float VISIBLE = 0.5f;

    /** From this value on, something can be recognized in a frame. */
    static final float DIMLY_VISIBLE = 0.2f;

    /** Below this brightness, a frame is black, from there on it is dim. */
    private static final float DIM = 0.25f;

    /** A frame that keeps less of its brightness or contrast is part of a fade. */
    private static final float FADED = 0.9f;

    /** Something can be seen in a still picture, but a moving one is preferable. */
    static final float FROZEN = 0.3f;

    /** Black up to here: black of limited range is 16 if declared as full range, and pure blue is 18. */
    private static final double BRIGHTEST_BLACK = 17;

    private final Pictures pictures;
    private final float[] values;
    private final Obstacle[] obstacles;
    private final BitSet still = new BitSet();

    private Assessment(Pictures pictures) {
        this.pictures = pictures;
        this.values = new float[pictures.frames()];
        this.obstacles = new Obstacle[pictures.frames()];
    }

    static FrameVisibility of(Pictures pictures, float[] motion) {
        Assessment assessment = new Assessment(pictures);
        assessment.assessFrames();
        assessment.assessFreezes();
        assessment.assessTestCards();
        return new FrameVisibility(assessment.values, motion, assessment.obstacles, assessment.still);
    }

    private void assessFrames() {
        float[] fades = Fades.in(pictures);
        for (int frame = 0; frame < values.length; frame++) {
            float brightness = Darkness.value(pictures, frame);
            float contrast = Contrast.value(pictures.spread(frame));
            values[frame] = Math.min(fades[frame], Math.min(brightness, contrast));
            obstacles[frame] = obstacle(frame, brightness, contrast, fades[frame]);
        }
    }

    private Obstacle obstacle(int frame, float brightness, float contrast, float fade) {
        if (fade < FADED && pictures.kind(frame) == Pictures.Kind.CONTENT) {
            return Obstacle.FADE;
        }
        boolean flat = pictures.kind(frame) == Pictures.Kind.BLACK ? contrast == 0 : contrast < VISIBLE;
        if (flat && pictures.mean(frame) > BRIGHTEST_BLACK) {
            return Obstacle.ONE_COLOUR;
        }
        boolean black = brightness < DIM && Darkness.isEmpty(pictures, frame);
        return black ? Obstacle.BLACK : Obstacle.NONE;
    }

    private void assessFreezes() {
        Freezes freezes = Freezes.in(pictures);
        boolean normal = freezes.areNormal(frame -> values[frame] >= VISIBLE);
        for (FrameRun run : freezes.runs()) {
            still.set(run.first(), run.last() + 1);
            for (int frame = run.first(); frame <= run.last() && !normal; frame++) {
                values[frame] *= FROZEN;
                if (obstacles[frame] == Obstacle.NONE) {
                    obstacles[frame] = Obstacle.FROZEN;
                }
            }
        }
    }

    private void assessTestCards() {
        for (FrameRun run : TestCards.in(pictures)) {
            for (int frame = run.first(); frame <= run.last(); frame++) {
                values[frame] = 0;
                obstacles[frame] = Obstacle.TEST_CARD;
            }
        }
    }
}
