package io.csta.service.http;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The part of a file that a client asks for, as RFC 9110 has it.
 *
 * @param first of its bytes, counted from 0
 * @param count how many bytes
 */
record ByteRange(long first, long count) {

    private static final Pattern ONE = Pattern.compile("bytes\\s*=\\s*(\\d{0,18})\\s*-\\s*(\\d{0,18})");

    /** Whether nothing of it exists. */
    boolean isUnsatisfiable() {
        return count <= 0;
    }

    /**
     * Reads the header {@code Range}.
     *
     * @param size of the file, in bytes
     * @return nothing if the whole file is to be sent, since the header is none, or asks for several parts
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

    /** {@code Content-Range} for it. */
    String of(long size) {
        return "bytes %d-%d/%d".formatted(first, first + count - 1, size);
    }
}
