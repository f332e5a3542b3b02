package io.csta.visibility;

/** A threshold without an edge: 0 up to {@code from}, 1 from {@code to} on, linear between. */
record Ramp(double from, double to) {

    float at(double x) {
        return (float) Math.min(1, Math.max(0, (x - from) / (to - from)));
    }
}
