package io.csta;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Makes names of files of what messages say: keys, paths and titles that somebody else chose. */
public final class FileNames {

    /** What file systems take is 255 bytes; the marks of half-written files need the rest. */
    private static final int LONGEST_BYTES = 200;

    private static final String UNNAMED = "video";
    /** What the name of a summary video ends in. */
    public static final String SUMMARY = ".summary.mp4";

    private static final String MP4 = ".mp4";

    private static final Pattern ENDING = Pattern.compile("\\.[A-Za-z0-9]{1,8}$");

    private FileNames() {}

    /**
     * The last segment of a path, as a name that stays in its folder on every system.
     *
     * @return never empty, at most 200 bytes; {@code video} where nothing is left
     */
    public static String safe(String untrusted) {
        String path = untrusted.replace('\\', '/');
        String name = path.substring(path.lastIndexOf('/') + 1)
                .replaceAll("[\\p{Cntrl}\\p{Cf}\\p{Zl}\\p{Zp}<>:\"|?*]", "_")
                .strip();
        return name.isEmpty() || name.chars().allMatch(c -> c == '.') ? UNNAMED : cut(name, "");
    }

    /** A safe name without its last ending: {@code a.b} of {@code a.b.mov}. */
    public static String stem(String name) {
        int dot = name.lastIndexOf('.');
        return dot > 0 ? name.substring(0, dot) : name;
    }

    /** The ending of a name, with its dot and in small letters, if it is a plain one; otherwise nothing. */
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
        return summaryKeepingEnding(
                video.substring(0, video.length() - ending(video).length()));
    }

    /** The same with the ending of the video kept, where another video has that name: {@code a.mov.summary.mp4}. */
    public static String summaryKeepingEnding(String video) {
        return withEnding(safe(video), SUMMARY);
    }

    /** The name of the JSON of a summary video: {@code NAME.json} of {@code NAME.mp4}. */
    public static String json(String summary) {
        boolean isMp4 = summary.toLowerCase(Locale.ROOT).endsWith(MP4);
        return (isMp4 ? summary.substring(0, summary.length() - MP4.length()) : summary) + ".json";
    }

    /** A safe name that ends as told; it is cut before its ending if it would become too long. */
    public static String withEnding(String stem, String ending) {
        return cut(stem, ending) + ending;
    }

    /** Cuts between characters, so that name and ending fit. */
    private static String cut(String name, String ending) {
        int left = LONGEST_BYTES - bytes(ending);
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
