package io.csta.service.jobs;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

/** Where a job stands. */
public enum JobState {

    /** It waits for its turn, or for its next attempt. */
    @JsonProperty("queued")
    QUEUED,

    /** It is worked on. */
    @JsonProperty("running")
    RUNNING,

    /** Its summary is there. */
    @JsonProperty("done")
    DONE,

    /** It was given up. */
    @JsonProperty("failed")
    FAILED,

    /** Somebody stopped it. */
    @JsonProperty("cancelled")
    CANCELLED;

    /** Whether nothing more will happen unless somebody asks for it. */
    public boolean isEnd() {
        return this == DONE || this == FAILED || this == CANCELLED;
    }

    /** The word that JSON, metrics and people use. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
