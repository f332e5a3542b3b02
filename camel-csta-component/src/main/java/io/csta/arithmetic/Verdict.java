package io.csta.arithmetic;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Objects;
import java.util.Optional;

/**
 * The result of a check.
 *
 * @param library what was checked
 * @param processor on which processor
 * @param setting the fastest setting of the library that is correct; absent if none is
 * @param fault the first layer that the library's default setting computes incorrectly, if there is one
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record Verdict(String library, String processor, Optional<String> setting, Optional<String> fault) {

    /** Whether the library can be used. */
    @JsonIgnore
    public boolean isUsable() {
        return setting.isPresent();
    }

    /** Whether this is a verdict on that library and processor, and complete. */
    boolean isOf(String otherLibrary, String otherProcessor) {
        return Objects.equals(library, otherLibrary)
                && Objects.equals(processor, otherProcessor)
                && (setting.isPresent() || fault.isPresent());
    }

    /** One line for people. */
    public String text() {
        if (fault.isEmpty()) {
            return "%s computes convolutions correctly on this processor".formatted(library);
        }
        String fact = "%s computes a convolution incorrectly on %s (%s)".formatted(library, processor, fault.get());
        return setting.map(remedy -> "%s; using it %s, which is correct but slower".formatted(fact, remedy))
                .orElse(fact);
    }
}
