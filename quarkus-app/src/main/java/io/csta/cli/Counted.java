package io.csta.cli;

/** Numbers of things, for sentences. */
final class Counted {

    private Counted() {}

    /** A number and a noun, whose plural ends in s: {@code 1 video}, {@code 2 videos}. */
    static String of(long number, String noun) {
        return "%d %s%s".formatted(number, noun, number == 1 ? "" : "s");
    }
}
