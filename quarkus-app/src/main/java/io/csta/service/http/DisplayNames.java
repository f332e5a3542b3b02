package io.csta.service.http;

import io.csta.FileNames;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** Makes the file names that clients send safe to display. They are only displayed, and never used as file names on this machine. */
final class DisplayNames {

    private static final int LONGEST = 255;
    private static final String NAMELESS = "video";

    /** Control characters, line ends and characters that change the direction of text. */
    private static final Pattern INVISIBLE = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Co}\\p{Cn}\\u2028\\u2029]");

    private DisplayNames() {}

    /** The last part of a declared name, without invisible characters. */
    static String of(String declared) {
        String last = declared.substring(Math.max(declared.lastIndexOf('/'), declared.lastIndexOf('\\')) + 1);
        String shown = INVISIBLE.matcher(last).replaceAll("").strip();
        String cut = shown;
        while (cut.getBytes(StandardCharsets.UTF_8).length > LONGEST) {
            cut = cut.substring(0, cut.offsetByCodePoints(cut.length(), -1));
        }
        return cut.isEmpty() || cut.equals(".") || cut.equals("..") ? NAMELESS : cut;
    }

    /** The name of the summary of a video in a download. */
    static String download(String video) {
        return FileNames.summary(of(video).replaceFirst("^\\.+", ""));
    }

    /** The header {@code Content-Disposition}, with both forms of a name in RFC 6266. */
    static String disposition(String name) {
        String ascii = name.replaceAll("[^\\x20-\\x7e]", "_").replaceAll("[\"\\\\%;]", "_");
        StringBuilder encoded = new StringBuilder();
        for (byte each : name.getBytes(StandardCharsets.UTF_8)) {
            char symbol = (char) (each & 0xff);
            if (symbol < 0x80 && (Character.isLetterOrDigit(symbol) || "!#$&+-.^_`|~".indexOf(symbol) >= 0)) {
                encoded.append(symbol);
            } else {
                encoded.append("%%%02X".formatted((int) symbol));
            }
        }
        return "inline; filename=\"%s\"; filename*=UTF-8''%s".formatted(ascii, encoded);
    }
}
