package io.csta.arithmetic;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Objects;
import java.util.Optional;

/**
 * The result of a check.
 *
 * @param library the library that was checked
 * @param processor the processor on which it was checked
 * @param setting the fastest setting of the library that is correct; empty if none is
 * @param fault the first layer that the library's default setting computes incorrectly, if any
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record Verdict(String library, String processor, Optional<String> setting, Optional<String> fault) {

    /** Whether the library can be used. */
    @JsonIgnore
    public boolean isUsable() {
        return setting.isPresent();
    }

    /** Whether this is a complete verdict on the given library and processor. */
    boolean isOf(String otherLibrary, String otherProcessor) {
        return Objects.equals(library, otherLibrary)
                && Objects.equals(processor, otherProcessor)
                && (setting.isPresent() || fault.isPresent());
    }

    /** A one-line description for messages. */
    public String text() {
        if (fault.isEmpty()) {
            return "%s computes convolutions correctly on this processor".formatted(library);
        }
        String fact = "%s computes a convolution incorrectly on %s (%s)".formatted(library, processor, fault.get());
        return setting.map(remedy -> "%s; using it %s, which is correct but slower".formatted(fact, remedy))
                .orElse(fact);
    }
}
