package io.csta.nn;

/**
 * What a CSTA network is made of.
 *
 * @param dropout the share of both softmaxes' values that a training pass drops, from 0 to 1, exclusive
 * @param classifierDropout the share of the classifier's hidden values that a training pass drops
 */
public record CstaOptions(double dropout, double classifierDropout) {

    private static final double DROPOUT = 0.6;
    private static final double CLASSIFIER_DROPOUT = 0.5;

    /** What the authors publish as defaults. */
    public static CstaOptions published() {
        return new CstaOptions(DROPOUT, CLASSIFIER_DROPOUT);
    }

    /** The same with other shares of dropped values; 0 drops nothing. */
    public CstaOptions withDropout(double softmax, double classifier) {
        return new CstaOptions(softmax, classifier);
    }
}
