package io.csta.video;

import org.bytedeco.ffmpeg.avutil.AVRational;

/** An exact ratio, as FFmpeg represents time bases and frame rates. */
record Rational(int num, int den) {

    static Rational of(AVRational ratio) {
        return new Rational(ratio.num(), ratio.den());
    }

    boolean positive() {
        return num > 0 && den > 0;
    }

    double value() {
        return (double) num / den;
    }

    Rational inverse() {
        return new Rational(den, num);
    }

    /** The same ratio as FFmpeg's own type; freed by the garbage collector. */
    AVRational toNative() {
        return new AVRational().num(num).den(den);
    }
}
