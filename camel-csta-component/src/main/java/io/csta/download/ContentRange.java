package io.csta.download;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which bytes of a file an answer holds (RFC 9110, section 14.4).
 *
 * @param first byte, counted from 0
 * @param last byte, inclusive
 * @param total bytes of the file, if known
 */
record ContentRange(long first, long last, OptionalLong total) {

    private static final Pattern BYTES = Pattern.compile("bytes +([0-9]{1,18})-([0-9]{1,18})/([0-9]{1,18}|\\*)");

    /** The range that a header names, if it is one. */
    static Optional<ContentRange> parse(String header) {
        Matcher matcher = BYTES.matcher(header.trim());
        if (!matcher.matches()) {
            return Optional.empty();
        }
        long first = Long.parseLong(matcher.group(1));
        long last = Long.parseLong(matcher.group(2));
        OptionalLong total =
                matcher.group(3).equals("*") ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(matcher.group(3)));
        boolean sound = first <= last && (total.isEmpty() || last < total.getAsLong());
        return sound ? Optional.of(new ContentRange(first, last, total)) : Optional.empty();
    }

    long length() {
        return last - first + 1;
    }
}
