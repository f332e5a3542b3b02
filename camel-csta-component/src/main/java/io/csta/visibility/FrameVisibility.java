package io.csta.visibility;

import java.util.Arrays;
import java.util.BitSet;

/** How much there is to see in each frame of a video. Immutable; twelve bytes a frame. */
public final class FrameVisibility {

    private final float[] values;
    private final float[] motion;
    private final Obstacle[] obstacles;
    private final BitSet still;

    /** Keeps the arrays, which have one element per frame. */
    FrameVisibility(float[] values, float[] motion, Obstacle[] obstacles, BitSet still) {
        this.values = values;
        this.motion = motion;
        this.obstacles = obstacles;
        this.still = still;
    }

    /**
     * The result for a video whose frames are all visible and equal.
     *
     * @param frames the number of frames, at least 0
     */
    public static FrameVisibility allVisible(int frames) {
        return new FrameVisibility(new float[frames], new float[frames], new Obstacle[frames], new BitSet())
                .withoutObstacles();
    }

    /** The same motion, with frames that are all visible. */
    public FrameVisibility withoutObstacles() {
        float[] visible = new float[values.length];
        Arrays.fill(visible, 1);
        Obstacle[] none = new Obstacle[values.length];
        Arrays.fill(none, Obstacle.NONE);
        return new FrameVisibility(visible, motion, none, still);
    }

    /** The number of frames. */
    public int frames() {
        return values.length;
    }

    /**
     * How much there is to see in a frame: 1 for a normal frame, 0 if there is nothing to see. From about 0.5, a frame is worth
     * showing.
     *
     * @throws IndexOutOfBoundsException if there is no such frame
     */
    public float value(int frame) {
        return values[frame];
    }

    /**
     * Whether a frame is worth showing. A frozen one is, though a moving one is worth more; one in a fade is not.
     *
     * @throws IndexOutOfBoundsException if there is no such frame
     */
    public boolean isVisible(int frame) {
        return obstacle(frame) != Obstacle.FADE && values[frame] >= least(frame, Assessment.VISIBLE);
    }

    /**
     * Whether something can be recognized in a frame, though it may be dark: text on black, or a night scene.
     *
     * @throws IndexOutOfBoundsException if there is no such frame
     */
    public boolean isDimlyVisible(int frame) {
        Obstacle obstacle = obstacle(frame);
        return (obstacle == Obstacle.NONE || obstacle == Obstacle.FROZEN)
                && values[frame] >= least(frame, Assessment.DIMLY_VISIBLE);
    }

    private float least(int frame, float value) {
        return obstacle(frame) == Obstacle.FROZEN ? Assessment.FROZEN * value : value;
    }

    /** Whether a frame shows the same picture as its neighbours, for a second or longer. */
    public boolean isStill(int frame) {
        return still.get(frame);
    }

    /**
     * The mean absolute difference in brightness from the previous frame: 0 if nothing changed, 1 if black became white. 0 for
     * the first frame.
     *
     * @throws IndexOutOfBoundsException if there is no such frame
     */
    public float motion(int frame) {
        return motion[frame];
    }

    /**
     * Why there is little to see in a frame.
     *
     * @throws IndexOutOfBoundsException if there is no such frame
     */
    public Obstacle obstacle(int frame) {
        return obstacles[frame];
    }
}
