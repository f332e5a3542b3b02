package io.csta.visibility;

/** Why there is little to see in a frame. */
public enum Obstacle {
    /** There is no obstacle: the frame is visible, though it may be dim. */
    NONE,
    /** The frame is black, or nearly so, without anything bright in it. */
    BLACK,
    /** The frame has one colour other than black, apart from black bars around it. */
    ONE_COLOUR,
    /** The frame is part of a fade to or from black or one colour. */
    FADE,
    /** The same picture is shown for a second or longer, in a video that otherwise moves. */
    FROZEN,
    /** The frame shows colour bars. */
    TEST_CARD
}
