package io.csta.summary;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Parses durations such as {@code 30s}, {@code 1m30s}, {@code 1:30}, {@code 1.5h}, {@code 45}. */
public final class DurationParser {

    private static final String NUMBER = "([0-9]{1,9}(?:\\.[0-9]{1,9})?)";
    private static final Pattern PLAIN = Pattern.compile(NUMBER);
    private static final Pattern PARTS =
            Pattern.compile("(?:%1$sh)?\\s*(?:%1$sm(?:in)?)?\\s*(?:%1$ss)?".formatted(NUMBER));

    /** As on a player: minutes and seconds, or hours, minutes and seconds. */
    private static final Pattern CLOCK =
            Pattern.compile("(?:([0-9]{1,5}):(?=[0-5]?[0-9]:))?([0-9]{1,5}):([0-5][0-9](?:\\.[0-9]{1,9})?)");

    private DurationParser() {}

    /**
     * Parses a duration.
     *
     * @return seconds
     * @throws IllegalArgumentException if the text is not a duration
     */
    public static double seconds(String text) {
        String trimmed = text.trim();
        if (PLAIN.matcher(trimmed).matches()) {
            return Double.parseDouble(trimmed);
        }
        Matcher clock = CLOCK.matcher(trimmed);
        Matcher parts = clock.matches() ? clock : PARTS.matcher(trimmed);
        if (trimmed.isEmpty() || !parts.matches()) {
            throw new IllegalArgumentException(
                    "'%s' is not a duration; write 30s, 2m, 1m30s, 1:30, 1h, or a number of seconds".formatted(text));
        }
        return 3600 * number(parts.group(1)) + 60 * number(parts.group(2)) + number(parts.group(3));
    }

    private static double number(@Nullable String text) {
        return text == null ? 0 : Double.parseDouble(text);
    }
}
