package io.csta.training;

import java.util.Locale;

/** On which videos the epoch is selected whose weights are kept. */
public enum TrainingProtocol {
    /** On training videos that are held out for validation; the test videos are used only once, at the end. */
    VALIDATED,

    /** On the test videos, as in the published code, whose results are those of the best epoch on the test videos. */
    PUBLISHED;

    /** The name on the command line and in reports. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
