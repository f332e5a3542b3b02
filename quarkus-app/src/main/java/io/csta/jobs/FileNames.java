package io.csta.jobs;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Names that strangers chose, made fit for a file system or a line of a log. */
public final class FileNames {

    private static final String SUMMARY = ".summary.mp4";

    private static final Pattern ENDING = Pattern.compile("\\.[A-Za-z0-9]{1,8}$");

    private FileNames() {}

    /** The ending of a name, with its dot, if it is a plain one; otherwise nothing. */
    public static String ending(String name) {
        Matcher ending = ENDING.matcher(name);
        return ending.find() ? ending.group().toLowerCase(Locale.ROOT) : "";
    }

    /** The name as one line can show it. */
    public static String shown(String name) {
        return name.replaceAll("\\p{Cntrl}", "?");
    }

    /** The name of the summary of a video: {@code NAME.summary.mp4}, as file systems take it. */
    public static String summary(String video) {
        return named(video.substring(0, video.length() - ending(video).length()));
    }

    /** The same with the ending of the video kept, where another video has that name: {@code a.mov.summary.mp4}. */
    public static String summaryKeepingEnding(String video) {
        return named(video);
    }

    private static String named(String base) {
        return io.csta.FileNames.withEnding(io.csta.FileNames.safe(base), SUMMARY);
    }
}
