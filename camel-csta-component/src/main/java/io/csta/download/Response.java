package io.csta.download;

import java.net.URI;
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

/**
 * The response of a server.
 *
 * @param from the URL that was requested
 * @param status its HTTP status
 * @param headers its headers
 * @param body its body, which is still being received
 */
record Response(URI from, int status, HttpHeaders headers, TimedBody body) implements AutoCloseable {

    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,18}");
    private static final Pattern RANGE = Pattern.compile("bytes +([0-9]{1,18})-([0-9]{1,18})/([0-9]{1,18}|\\*)");
    private static final Pattern PRINTABLE = Pattern.compile("[\\x20-\\x7e]{1,1000}");

    /**
     * The bytes of a file that a response contains (RFC 9110, section 14.4).
     *
     * @param first the first byte, counted from 0
     * @param last the last byte, inclusive
     * @param total the size of the file, if known
     */
    record Range(long first, long last, OptionalLong total) {}

    /** The announced length of the body. */
    OptionalLong length() {
        return headers.firstValue("Content-Length").map(Response::number).orElse(OptionalLong.empty());
    }

    /** The range in the header, if it is valid. */
    Optional<Range> range() {
        return headers.firstValue("Content-Range")
                .map(value -> RANGE.matcher(value.trim()))
                .filter(Matcher::matches)
                .map(value -> new Range(
                        Long.parseLong(value.group(1)), Long.parseLong(value.group(2)), number(value.group(3))))
                .filter(range -> range.first() <= range.last()
                        && range.last() < range.total().orElse(Long.MAX_VALUE));
    }

    private static OptionalLong number(String text) {
        return NUMBER.matcher(text).matches() ? OptionalLong.of(Long.parseLong(text)) : OptionalLong.empty();
    }

    /** The version of the file, for {@code If-Range}: a strong entity tag, or else the time of its last change. */
    Optional<String> validator() {
        return headers.firstValue("ETag")
                .filter(Response::isTag)
                .or(() -> headers.firstValue("Last-Modified"))
                .filter(Response::isValidator);
    }

    /** Whether its entity tag differs from this version. */
    boolean isOfOtherVersionThan(String validator) {
        return isTag(validator)
                && headers.firstValue("ETag")
                        .filter(tag -> !tag.equals(validator))
                        .isPresent();
    }

    private static boolean isTag(String validator) {
        return validator.startsWith("\"");
    }

    /** Whether a text can be sent as {@code If-Range}. */
    static boolean isValidator(String text) {
        return PRINTABLE.matcher(text).matches();
    }

    /** The pause that the server asks for; zero by default. */
    Duration retryAfter(Instant now) {
        String value = headers.firstValue("Retry-After").orElse("0").trim();
        OptionalLong seconds = number(value);
        if (seconds.isPresent()) {
            return Duration.ofSeconds(seconds.getAsLong());
        }
        try {
            Instant then = ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            return then.isAfter(now) ? Duration.between(now, then) : Duration.ZERO;
        } catch (DateTimeParseException e) {
            return Duration.ZERO;
        }
    }

    @Override
    public void close() {
        body.close();
    }
}
