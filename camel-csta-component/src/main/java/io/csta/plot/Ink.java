package io.csta.plot;

import java.util.Arrays;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The colours of a plot, each for light and for dark backgrounds. The program that shows a plot chooses. */
public enum Ink {

    /** The background. */
    PAPER("#ffffff", "#1c1c1e"),
    /** Titles and labels. */
    TEXT("#222222", "#e8e8e8"),
    /** Less important labels, and parts that are not emphasized. */
    MUTED("#666666", "#a6a6a6"),
    /** Lines at the ticks of an axis. */
    GRID("#dddddd", "#3d3d40"),
    /** Data. */
    BLUE("#1f5a99", "#78b4f4"),
    /** Data. */
    ORANGE("#b3471d", "#f39c68"),
    /** Data. */
    GREEN("#3a7d34", "#86cf7d"),
    /** Data. */
    PURPLE("#8a4fa3", "#cb98e4");

    private final String light;
    private final String dark;

    Ink(String light, String dark) {
        this.light = light;
        this.dark = dark;
    }

    /** The name of the class of its elements. */
    String css() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The styles of all colours. */
    static String style() {
        return "<style>%s@media (prefers-color-scheme:dark){%s}</style>\n"
                .formatted(rules(ink -> ink.light), rules(ink -> ink.dark));
    }

    private static String rules(Function<Ink, String> colour) {
        return Arrays.stream(values())
                .map(ink -> ".%s{color:%s}".formatted(ink.css(), colour.apply(ink)))
                .collect(Collectors.joining());
    }
}
