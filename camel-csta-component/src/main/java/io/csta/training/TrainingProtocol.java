package io.csta.training;

import java.util.Locale;

/** On which videos the epoch is chosen whose weights are kept. */
public enum TrainingProtocol {
    /** On a part of the training videos that is kept back; the test videos are looked at once, at the end. */
    VALIDATED,

    /** On the test videos, as the published code does: its numbers are those of the best epoch seen there. */
    PUBLISHED;

    /** The name on the command line and in reports. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
