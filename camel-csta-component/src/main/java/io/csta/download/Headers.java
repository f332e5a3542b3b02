package io.csta.download;

import java.net.http.HttpHeaders;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/** The headers of a response that concern versions and retries (RFC 9110). */
final class Headers {

    private Headers() {}

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
