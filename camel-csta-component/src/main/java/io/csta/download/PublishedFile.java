package io.csta.download;

import java.net.URI;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A file that somebody offers to everyone.
 *
 * @param name what it is called in the folder that it is stored in
 * @param source its address, see {@link #requireUsable}
 * @param sha256Start the first of the 64 lower-case hexadecimal digits of its SHA-256, at least 8 of them
 * @param maxBytes more than it can have, so that a download that does not end is noticed
 */
public record PublishedFile(String name, URI source, String sha256Start, long maxBytes) {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,127}");
    private static final Pattern SHA256_START = Pattern.compile("[0-9a-f]{8,64}");

    /**
     * Checks all parts.
     *
     * @throws IllegalArgumentException if one of them is unusable
     */
    public PublishedFile {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("%s is no name for a file".formatted(name));
        }
        requireUsable(source);
        if (!SHA256_START.matcher(sha256Start).matches()) {
            throw new IllegalArgumentException(
                    "%s is no beginning of a SHA-256: give 8 to 64 hexadecimal digits".formatted(sha256Start));
        }
        if (maxBytes <= 0) {
            throw new IllegalArgumentException("a file of at most %d bytes is none".formatted(maxBytes));
        }
    }

    /**
     * Checks whether a file can be got from an address: absolute, {@code http} or {@code https}, with a host, and
     * without a user's name or password, which would end up in messages.
     *
     * @return the address
     * @throws IllegalArgumentException if not; the message says why, without naming a password
     */
    public static URI requireUsable(URI address) {
        if (address.getRawUserInfo() != null) {
            throw new IllegalArgumentException("an address with a user's name or password is not supported");
        }
        if (!isWeb(address)) {
            throw new IllegalArgumentException(
                    "%s is no address to download from: give one that begins with https:// or http://"
                            .formatted(address));
        }
        return address;
    }

    static boolean isWeb(URI address) {
        String scheme = String.valueOf(address.getScheme()).toLowerCase(Locale.ROOT);
        return (scheme.equals("http") || scheme.equals("https")) && address.getHost() != null;
    }

    boolean isOf(String sha256) {
        return sha256.startsWith(sha256Start);
    }
}
