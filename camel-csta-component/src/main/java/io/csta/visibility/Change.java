package io.csta.visibility;

/** How much a frame differs from the previous one. */
enum Change {
    /** Not at all, apart from the noise of compression. */
    NONE,
    /** A little: encoders refresh still pictures now and then. */
    SMALL,
    /** It is another picture. */
    LARGE
}
