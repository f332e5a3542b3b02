package io.csta.download;

import java.net.http.HttpHeaders;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The headers of a response that concern ranges, versions and retries (RFC 9110). */
final class Headers {

    private static final Pattern RANGE = Pattern.compile("bytes +([0-9]{1,18})-[0-9]{1,18}/([0-9]{1,18}|\\*)");

    private Headers() {}

    /**
     * The part of a file that a response contains.
     *
     * @param first the first byte, counted from 0
     * @param total the size of the whole file, if known
     */
    record Range(long first, OptionalLong total) {}

    /** The range in the header, if it is valid. */
    static Optional<Range> range(HttpHeaders headers) {
        return headers.firstValue("Content-Range")
                .map(RANGE::matcher)
                .filter(Matcher::matches)
                .map(range -> new Range(
                        Long.parseLong(range.group(1)),
                        range.group(2).equals("*")
                                ? OptionalLong.empty()
                                : OptionalLong.of(Long.parseLong(range.group(2)))));
    }

    /** The version of the file, for {@code If-Range}: a strong entity tag, or else the time of its last change. */
    static Optional<String> version(HttpHeaders headers) {
        return headers.firstValue("ETag")
                .filter(tag -> tag.startsWith("\""))
                .or(() -> headers.firstValue("Last-Modified"));
    }

    /** The pause that the server asks for; zero by default. */
    static Duration retryAfter(HttpHeaders headers, Instant now) {
        String value = headers.firstValue("Retry-After").orElse("0");
        try {
            return value.matches("[0-9]{1,9}")
                    ? Duration.ofSeconds(Long.parseLong(value))
                    : Duration.between(now, ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME));
        } catch (DateTimeParseException e) {
            return Duration.ZERO;
        }
    }
}
