package io.csta.visibility;

/** Consecutive frames; {@code last} is inclusive. */
record FrameRun(int first, int last) {

    /** From the start of the first frame to the end of the last one, in seconds. */
    double seconds(Pictures pictures) {
        return pictures.time(last + 1) - pictures.time(first);
    }
}
