package io.csta.http;

import jakarta.ws.rs.NotSupportedException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MultivaluedMap;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A request for a summary as it came, its body not read yet.
 *
 * @param contentType what the body is
 * @param length of the body in bytes, if the client says it
 * @param readsOn whether the client sends without waiting for a sign to go on
 * @param key what the client calls the request
 * @param query what the query says
 * @param body to be read once
 */
record Submittal(
        String contentType,
        OptionalLong length,
        boolean readsOn,
        Optional<String> key,
        Map<String, String> query,
        InputStream body) {

    private static final String NAME = "name";
    private static final String WAIT = "wait";

    /**
     * Reads the headers.
     *
     * @throws NotSupportedException if they do not say what the body is
     * @throws ProblemException 400 if the key is none
     */
    static Submittal of(HttpHeaders headers, MultivaluedMap<String, String> query, InputStream body) {
        Map<String, String> single = new LinkedHashMap<>();
        query.forEach((name, values) -> single.put(name, values.get(0)));
        String expected = Optional.ofNullable(headers.getHeaderString("Expect")).orElse("");
        return new Submittal(
                Optional.ofNullable(headers.getHeaderString(HttpHeaders.CONTENT_TYPE))
                        .orElseThrow(NotSupportedException::new),
                length(headers),
                !expected.equalsIgnoreCase("100-continue"),
                Optional.ofNullable(headers.getHeaderString("Idempotency-Key")).map(IdempotencyKeys::checked),
                single,
                body);
    }

    private static OptionalLong length(HttpHeaders headers) {
        try {
            return Optional.ofNullable(headers.getHeaderString(HttpHeaders.CONTENT_LENGTH))
                    .map(text -> OptionalLong.of(Long.parseLong(text.strip())))
                    .orElseGet(OptionalLong::empty);
        } catch (NumberFormatException e) {
            return OptionalLong.empty();
        }
    }

    /** Whether the body is of a media type. */
    boolean isOf(String type) {
        String plain = contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        return plain.equals(type);
    }

    /** What a video is called that came without a form; untrusted. */
    String name() {
        return query.getOrDefault(NAME, "");
    }

    /** The options of a video that came without a form. */
    Map<String, String> options() {
        Map<String, String> options = new LinkedHashMap<>(query);
        options.remove(NAME);
        options.remove(WAIT);
        return options;
    }
}
