package io.csta.diagnosis;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Optional;

/**
 * What was found about one topic.
 *
 * @param name the topic, for example {@code ffmpeg} or {@code model starter}
 * @param status whether it works
 * @param text what was found, in one line
 * @param remedy what to do about it, in one line; empty if there is nothing to do
 */
public record Finding(String name, Status status, String text, Optional<String> remedy) {

    /** Whether a topic works, from good to bad. */
    public enum Status {
        /** It works. */
        @JsonProperty("ok")
        OK,
        /** It works, with a restriction. */
        @JsonProperty("warning")
        WARNING,
        /** Something would not work. */
        @JsonProperty("error")
        ERROR
    }

    /** It works. */
    public static Finding ok(String name, String text) {
        return new Finding(name, Status.OK, text, Optional.empty());
    }

    /** It works, with a restriction. */
    public static Finding warning(String name, String text, String remedy) {
        return new Finding(name, Status.WARNING, text, Optional.of(remedy));
    }

    /** Something would not work. */
    public static Finding error(String name, String text, String remedy) {
        return new Finding(name, Status.ERROR, text, Optional.of(remedy));
    }
}
