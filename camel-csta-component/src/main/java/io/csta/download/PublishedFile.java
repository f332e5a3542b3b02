package io.csta.download;

import java.net.URI;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A file that is published on the web.
 *
 * @param name its name in the folder that it is stored in
 * @param source its URL: absolute, {@code http} or {@code https}, with a host, and without a user name or password, which
 *     would appear in messages
 * @param sha256Start the first of the 64 lower-case hexadecimal digits of its SHA-256, at least 8 of them
 * @param maxBytes an upper limit of its size, to stop endless downloads
 */
public record PublishedFile(String name, URI source, String sha256Start, long maxBytes) {

    private static final Set<String> SCHEMES = Set.of("http", "https");
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,127}");
    private static final Pattern SHA256_START = Pattern.compile("[0-9a-f]{8,64}");

    /**
     * Validates all values.
     *
     * @throws IllegalArgumentException if one of them is invalid; the message says why and never contains a password
     */
    public PublishedFile {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("%s is not a valid file name".formatted(name));
        }
        requireUsable(source);
        if (!SHA256_START.matcher(sha256Start).matches()) {
            throw new IllegalArgumentException(
                    "%s is not the beginning of a SHA-256; use 8 to 64 hexadecimal digits".formatted(sha256Start));
        }
        if (maxBytes <= 0) {
            throw new IllegalArgumentException("maxBytes must be positive, not %d".formatted(maxBytes));
        }
    }

    /** The same file at another URL. */
    public PublishedFile from(URI mirror) {
        return new PublishedFile(name, mirror, sha256Start, maxBytes);
    }

    static URI requireUsable(URI source) {
        if (source.getRawUserInfo() != null) {
            throw new IllegalArgumentException("a URL with a user name or password is not supported");
        }
        if (!SCHEMES.contains(String.valueOf(source.getScheme()).toLowerCase(Locale.ROOT))
                || source.getHost() == null) {
            throw new IllegalArgumentException(
                    "downloads from %s are not supported; use a URL that begins with https:// or http://"
                            .formatted(source));
        }
        return source;
    }

    boolean isOf(String sha256) {
        return sha256.startsWith(sha256Start);
    }
}
