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
import java.util.regex.Pattern;

/**
 * What a server said.
 *
 * @param from the address that was asked
 * @param status of HTTP
 * @param headers as they came
 * @param body that is still coming
 */
record Response(URI from, int status, HttpHeaders headers, BodyQueue body) implements AutoCloseable {

    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,18}");
    private static final Pattern PRINTABLE = Pattern.compile("[\\x20-\\x7e]{1,1000}");

    /** Bytes that the body is announced to have. */
    OptionalLong announced() {
        return headers.firstValue("Content-Length")
                .filter(value -> NUMBER.matcher(value).matches())
                .map(value -> OptionalLong.of(Long.parseLong(value)))
                .orElse(OptionalLong.empty());
    }

    Optional<ContentRange> range() {
        return headers.firstValue("Content-Range").flatMap(ContentRange::parse);
    }

    /** The version of the file, for {@code If-Range}: a strong entity tag, or else the time of its last change. */
    Optional<String> validator() {
        return strongTag().or(() -> headers.firstValue("Last-Modified")).filter(Response::isValidator);
    }

    /** Whether it tells that it is of another version than this one. */
    boolean isOfOtherVersionThan(String validator) {
        return isTag(validator)
                && headers.firstValue("ETag")
                        .filter(tag -> !tag.equals(validator))
                        .isPresent();
    }

    private Optional<String> strongTag() {
        return headers.firstValue("ETag").filter(Response::isTag);
    }

    private static boolean isTag(String validator) {
        return validator.startsWith("\"");
    }

    /** Whether a text may be sent as {@code If-Range}. */
    static boolean isValidator(String text) {
        return PRINTABLE.matcher(text).matches();
    }

    /** How long the server wants to be left alone; zero if it does not say. */
    Duration retryAfter(Instant now) {
        String value = headers.firstValue("Retry-After").orElse("0").trim();
        if (NUMBER.matcher(value).matches()) {
            return Duration.ofSeconds(Long.parseLong(value));
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
