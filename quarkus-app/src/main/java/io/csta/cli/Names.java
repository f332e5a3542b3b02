package io.csta.cli;

import java.nio.file.Path;

/** Names of files for display on one line of a terminal. */
final class Names {

    private static final int LONGEST = 32;

    private Names() {}

    /** The last part of a path, without control characters, cut if it is long. */
    static String of(Path file) {
        Path last = file.getFileName();
        String name = (last == null ? file : last).toString().replaceAll("\\p{Cntrl}", "?");
        return name.length() <= LONGEST ? name : name.substring(0, LONGEST - 1) + "…";
    }
}
