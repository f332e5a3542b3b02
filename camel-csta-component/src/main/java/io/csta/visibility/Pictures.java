package io.csta.visibility;

/** The statistics of the pictures of a video, without the black bars around them. Brightness is from 0 to 255. */
final class Pictures {

    /** The kinds of pictures between which fades run. */
    enum Kind {
        BLACK,
        ONE_COLOUR,
        CONTENT
    }

    private final FrameStatistics statistics;
    private final double share;

    /** For statistics of frames of which the pictures take a share, from 0 to 1. */
    Pictures(FrameStatistics statistics, double share) {
        this.statistics = statistics;
        this.share = share;
    }

    int frames() {
        return statistics.frames();
    }

    /** As {@link FrameStatistics#time}. */
    double time(int frame) {
        return statistics.time(frame);
    }

    double mean(int frame) {
        return statistics.mean(frame) / share;
    }

    /** The root mean square. */
    double level(int frame) {
        return statistics.level(frame) / Math.sqrt(share);
    }

    /** The standard deviation. */
    double spread(int frame) {
        return statistics.spread(frame);
    }

    /** The share of bright samples, from 0 to 1. */
    double highlights(int frame) {
        return statistics.highlights(frame) / share;
    }

    /** The share of samples that are not perfectly black, from 0 to 1. */
    double notBlack(int frame) {
        return statistics.notBlack(frame) / share;
    }

    Change change(int frame) {
        return statistics.change(frame);
    }

    boolean hasBars(int frame) {
        return statistics.hasBars(frame);
    }

    Kind kind(int frame) {
        if (level(frame) < Darkness.BLACK_LEVEL) {
            return Kind.BLACK;
        }
        return spread(frame) < Contrast.ONE_COLOUR ? Kind.ONE_COLOUR : Kind.CONTENT;
    }
}
