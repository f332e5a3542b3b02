package io.csta;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Turns untrusted text, such as keys, paths and titles, into safe file names. */
public final class FileNames {

    /** File systems allow 255 bytes; the names of unfinished files need the rest. */
    private static final int MAX_BYTES = 200;

    private static final String UNNAMED = "video";

    /** The suffix of the names of summary videos. */
    public static final String SUMMARY = ".summary.mp4";

    private static final String MP4 = ".mp4";

    private static final Pattern ENDING = Pattern.compile("\\.[A-Za-z0-9]{1,8}$");

    private FileNames() {}

    /**
     * The last segment of a path, as a name that stays in its folder on every system.
     *
     * @return the name, at most 200 bytes; {@code video} if nothing is left
     */
    public static String safe(String untrusted) {
        String path = untrusted.replace('\\', '/');
        String name = path.substring(path.lastIndexOf('/') + 1)
                .replaceAll("[\\p{Cntrl}\\p{Cf}\\p{Zl}\\p{Zp}<>:\"|?*]", "_")
                .strip();
        return name.isEmpty() || name.chars().allMatch(c -> c == '.') ? UNNAMED : cut(name, "");
    }

    /** A safe name without its last extension: {@code a.b} for {@code a.b.mov}. */
    public static String stem(String name) {
        int dot = name.lastIndexOf('.');
        return dot > 0 ? name.substring(0, dot) : name;
    }

    /** The extension of a name, with its dot and in lower case; empty if it has none of 1 to 8 letters and digits. */
    public static String ending(String name) {
        Matcher ending = ENDING.matcher(name);
        return ending.find() ? ending.group().toLowerCase(Locale.ROOT) : "";
    }

    /** The name without control characters, for messages and logs. */
    public static String shown(String name) {
        return name.replaceAll("\\p{Cntrl}", "?");
    }

    /** The name of the summary of a video: {@code NAME.summary.mp4}, shortened if necessary. */
    public static String summary(String video) {
        return summaryKeepingEnding(
                video.substring(0, video.length() - ending(video).length()));
    }

    /** The same with the extension of the video, if another video has that name: {@code a.mov.summary.mp4}. */
    public static String summaryKeepingEnding(String video) {
        return withEnding(safe(video), SUMMARY);
    }

    /** The name of the JSON of a summary video: {@code NAME.json} of {@code NAME.mp4}. */
    public static String json(String summary) {
        boolean isMp4 = summary.toLowerCase(Locale.ROOT).endsWith(MP4);
        return (isMp4 ? summary.substring(0, summary.length() - MP4.length()) : summary) + ".json";
    }

    /** A safe name with an extension, whose stem is shortened if necessary. */
    public static String withEnding(String stem, String ending) {
        return cut(stem, ending) + ending;
    }

    /** Shortens a name between characters, so that name and extension fit. */
    private static String cut(String name, String ending) {
        int left = MAX_BYTES - bytes(ending);
        if (bytes(name) <= left) {
            return name;
        }
        StringBuilder kept = new StringBuilder();
        for (int character : name.codePoints().toArray()) {
            left -= bytes(Character.toString(character));
            if (left < 0) {
                break;
            }
            kept.appendCodePoint(character);
        }
        return kept.toString();
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
