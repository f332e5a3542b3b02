package io.csta.service.jobs;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

/** The state of a job. */
public enum JobState {

    /** It waits for its first or next attempt. */
    @JsonProperty("queued")
    QUEUED,

    /** It is being processed. */
    @JsonProperty("running")
    RUNNING,

    /** Its summary exists. */
    @JsonProperty("done")
    DONE,

    /** Its last attempt failed. */
    @JsonProperty("failed")
    FAILED,

    /** It was cancelled by a client. */
    @JsonProperty("cancelled")
    CANCELLED;

    /** Whether the job has ended: done, failed or cancelled. */
    public boolean isEnd() {
        return this == DONE || this == FAILED || this == CANCELLED;
    }

    /** The name in JSON, metrics and messages. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
