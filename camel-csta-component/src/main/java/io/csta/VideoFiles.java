package io.csta;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;

/** Determines from file names which files are videos to summarize. */
public final class VideoFiles {

    private static final Set<String> ENDINGS = Set.of(
            "mp4", "m4v", "mov", "mkv", "webm", "avi", "ts", "m2ts", "mts", "mpg", "mpeg", "flv", "wmv", "3gp", "ogv");

    private VideoFiles() {}

    /** Whether a file is a video by its name; summaries and hidden files are not. */
    public static boolean isVideo(Path file) {
        Path last = file.getFileName();
        return last != null && isVideo(last.toString());
    }

    /** The same for a name that may not be valid on this machine. */
    public static boolean isVideo(String name) {
        return ENDINGS.contains(ending(name))
                && !name.toLowerCase(Locale.ROOT).endsWith(FileNames.SUMMARY)
                && !name.startsWith(".");
    }

    /** The extension of a name without its dot, in lower case; empty if there is none or the dot comes first. */
    public static String ending(String name) {
        int dot = name.lastIndexOf('.');
        return dot <= 0 ? "" : name.substring(dot + 1).toLowerCase(Locale.ROOT);
    }
}
