package io.csta.service.http;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A requested part of a file, as in RFC 9110.
 *
 * @param first the first byte, counted from 0
 * @param count the number of bytes
 */
record ByteRange(long first, long count) {

    private static final Pattern ONE = Pattern.compile("bytes\\s*=\\s*(\\d{0,18})\\s*-\\s*(\\d{0,18})");

    /** Whether the file has none of its bytes. */
    boolean isUnsatisfiable() {
        return count <= 0;
    }

    /**
     * Reads the header {@code Range}.
     *
     * @param size of the file, in bytes
     * @return empty if the whole file has to be sent, because the header is invalid or requests several parts
     */
    static Optional<ByteRange> of(String header, long size) {
        Matcher one = ONE.matcher(header.strip());
        if (!one.matches() || (one.group(1).isEmpty() && one.group(2).isEmpty())) {
            return Optional.empty();
        }
        if (one.group(1).isEmpty()) {
            long count = Math.min(size, Long.parseLong(one.group(2)));
            return Optional.of(new ByteRange(size - count, count));
        }
        long first = Long.parseLong(one.group(1));
        long last = one.group(2).isEmpty() ? size - 1 : Long.parseLong(one.group(2));
        if (last < first && !one.group(2).isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new ByteRange(first, Math.min(last, size - 1) - first + 1));
    }

    /** The header {@code Content-Range}. */
    String of(long size) {
        return "bytes %d-%d/%d".formatted(first, first + count - 1, size);
    }
}
