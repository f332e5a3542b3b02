package io.csta.visibility;

import java.util.Arrays;

/** How much there is to see in each frame of a video. Immutable; twelve bytes a frame. */
public final class FrameVisibility {

    private final float[] values;
    private final float[] motion;
    private final Obstacle[] obstacles;

    /** Keeps the arrays, which have one element per frame. */
    FrameVisibility(float[] values, float[] motion, Obstacle[] obstacles) {
        this.values = values;
        this.motion = motion;
        this.obstacles = obstacles;
    }

    /**
     * The result for a video whose frames are all visible and equal.
     *
     * @param frames the number of frames, at least 0
     */
    public static FrameVisibility allVisible(int frames) {
        float[] values = new float[frames];
        Arrays.fill(values, 1);
        Obstacle[] obstacles = new Obstacle[frames];
        Arrays.fill(obstacles, Obstacle.NONE);
        return new FrameVisibility(values, new float[frames], obstacles);
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
