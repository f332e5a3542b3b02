package io.csta.diagnosis;

import io.csta.arithmetic.ArithmeticGuard;
import io.csta.arithmetic.Verdict;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * The result of the arithmetic checks of a process so far.
 *
 * @param refused whether an engine computes incorrectly, whatever its settings
 * @param text one line, for example {@code correct}
 */
public record ArithmeticState(boolean refused, String text) {

    /** The state of this process. */
    public static ArithmeticState ofProcess() {
        return of(ArithmeticGuard.ofProcess().found());
    }

    /** The state for these results. */
    public static ArithmeticState of(Collection<Verdict> verdicts) {
        if (verdicts.isEmpty()) {
            return new ArithmeticState(false, "not checked yet");
        }
        Optional<Verdict> refused =
                verdicts.stream().filter(verdict -> !verdict.isUsable()).findFirst();
        if (refused.isPresent()) {
            return new ArithmeticState(true, "incorrect: " + refused.get().text());
        }
        List<String> remedies = verdicts.stream()
                .filter(verdict -> verdict.fault().isPresent())
                .map(verdict ->
                        "%s %s".formatted(verdict.library(), verdict.setting().orElse("")))
                .distinct()
                .sorted()
                .toList();
        return new ArithmeticState(
                false, remedies.isEmpty() ? "correct" : "correct with " + String.join(" and ", remedies));
    }
}
