package io.csta.checkpoint;

/** Makes names from untrusted files printable in messages. */
final class PrintableNames {

    private static final int MAX_LENGTH = 120;

    private PrintableNames() {}

    /** The name without control characters, shortened if necessary. */
    static String printable(String name) {
        StringBuilder text = new StringBuilder();
        name.codePoints()
                .limit(MAX_LENGTH)
                .map(c -> Character.isISOControl(c) || Character.getType(c) == Character.FORMAT ? '?' : c)
                .forEach(text::appendCodePoint);
        return name.length() > MAX_LENGTH ? text + "..." : text.toString();
    }
}
