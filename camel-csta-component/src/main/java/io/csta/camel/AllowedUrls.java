package io.csta.camel;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The URLs that a message may name, as a list of prefixes. Scheme, host and port must be equal, and the path must begin
 * with the same segments, so that {@code https://media.example/videos} covers neither
 * {@code https://media.example.evil.com/videos} nor {@code https://media.example/videos-private}.
 */
final class AllowedUrls {

    private static final Pattern URL = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]+:/.*", Pattern.DOTALL);

    /** Encoded separators and dots: servers do not agree on their meaning. Nor do they on what follows a semicolon. */
    private static final Pattern ENCODED = Pattern.compile("(?i).*(%2e|%2f|%3b|%5c|%25|\\\\).*");

    private final List<URI> prefixes;

    private AllowedUrls(List<URI> prefixes) {
        this.prefixes = prefixes;
    }

    /**
     * Parses the option.
     *
     * @param commaSeparated the prefixes; null or empty for none
     * @throws CstaOptionException if one of them is not a usable URL
     */
    static AllowedUrls of(@Nullable String commaSeparated) {
        return new AllowedUrls(Arrays.stream((commaSeparated == null ? "" : commaSeparated).split(","))
                .map(String::strip)
                .filter(prefix -> !prefix.isEmpty())
                .map(prefix -> parse(prefix)
                        .orElseThrow(() -> new CstaOptionException(
                                "option allowedUrls: %s is not a URL prefix; use one such as https://media.example/videos/"
                                        .formatted(prefix))))
                .toList());
    }

    /** Whether a text is a URL, of any scheme, and not a path. */
    static boolean isUrl(String body) {
        return URL.matcher(body).matches();
    }

    /**
     * The URL that a body names.
     *
     * @throws CstaInputException if it is not allowed
     */
    URI require(String body) {
        return parse(body)
                .filter(url -> prefixes.stream().anyMatch(prefix -> covers(prefix, url)))
                .orElseThrow(() -> new CstaInputException(
                        "%s is not an allowed URL; the option allowedUrls lists the prefixes that this endpoint may read from"
                                .formatted(withoutSecrets(body))));
    }

    private static Optional<URI> parse(String text) {
        try {
            URI url = new URI(text);
            String scheme = String.valueOf(url.getScheme()).toLowerCase(Locale.ROOT);
            boolean usable = (scheme.equals("http") || scheme.equals("https"))
                    && url.getHost() != null
                    && url.getRawUserInfo() == null
                    && !ENCODED.matcher(path(url)).matches()
                    && Stream.of(path(url).split("/")).noneMatch(segment -> segment.matches("\\.{1,2}(;.*)?"));
            return usable ? Optional.of(url) : Optional.empty();
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    private static boolean covers(URI prefix, URI url) {
        String start = path(prefix).replaceAll("/+$", "");
        return prefix.getScheme().equalsIgnoreCase(url.getScheme())
                && prefix.getHost().equalsIgnoreCase(url.getHost())
                && port(prefix) == port(url)
                && (path(url).equals(start) || path(url).startsWith(start + "/"));
    }

    private static String path(URI url) {
        return url.getRawPath() == null ? "" : url.getRawPath();
    }

    private static int port(URI url) {
        if (url.getPort() >= 0) {
            return url.getPort();
        }
        return url.getScheme().equalsIgnoreCase("https") ? 443 : 80;
    }

    /** Removes the query, which holds the key of a signed URL, and a user name and password before the host. */
    static String withoutSecrets(String url) {
        return url.replaceAll("[?#].*$", "").replaceAll("//[^/]*@", "//");
    }
}
