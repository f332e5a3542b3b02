package io.csta.checkpoint;

/** Names out of a file, made fit for a message. */
final class Text {

    private static final int LONGEST = 120;

    private Text() {}

    /** The same name on one line, without control characters, and not too long. */
    static String printable(String name) {
        StringBuilder text = new StringBuilder();
        name.codePoints()
                .limit(LONGEST)
                .map(c -> Character.isISOControl(c) || Character.getType(c) == Character.FORMAT ? '?' : c)
                .forEach(text::appendCodePoint);
        return name.length() > LONGEST ? text + "..." : text.toString();
    }
}
