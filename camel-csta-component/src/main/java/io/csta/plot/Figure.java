package io.csta.plot;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** An SVG image under construction. Any text is allowed, and numbers do not depend on the locale. Not thread-safe. */
public final class Figure {

    private static final int LONGEST = 100;
    private static final int KEY = 22;

    private final StringBuilder svg = new StringBuilder();

    /** An empty image of this size in pixels. */
    public Figure(int width, int height) {
        append(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" font-family=\"sans-serif\" font-size=\"12\">%n",
                width, height);
        svg.append(Ink.style());
        box(0, 0, width, height, Ink.PAPER, 1);
    }

    /** How a text is aligned with its place. */
    public enum Align {
        /** It begins there. */
        START,
        /** Its middle is there. */
        MIDDLE,
        /** It ends there. */
        END
    }

    /**
     * A point of a curve.
     *
     * @param x from the left, in pixels
     * @param y from the top, in pixels
     */
    record Point(double x, double y) {}

    /** The title. */
    public void title(double x, double y, String text) {
        append("<text x=\"%.1f\" y=\"%.1f\" class=\"text\" fill=\"currentColor\" font-size=\"15\">", x, y);
        svg.append(escaped(text)).append("</text>\n");
    }

    /** A line of text. */
    public void text(double x, double y, Align align, Ink ink, String text) {
        append(
                "<text x=\"%.1f\" y=\"%.1f\" class=\"%s\" fill=\"currentColor\" text-anchor=\"%s\">",
                x, y, ink.css(), align.name().toLowerCase(Locale.ROOT));
        svg.append(escaped(text)).append("</text>\n");
    }

    /** A line of text that is read from the bottom to the top, with its middle at this place. */
    public void upwards(double x, double y, Ink ink, String text) {
        append(
                "<text transform=\"translate(%.1f %.1f) rotate(-90)\" class=\"%s\" fill=\"currentColor\" text-anchor=\"middle\">",
                x, y, ink.css());
        svg.append(escaped(text)).append("</text>\n");
    }

    /** A filled rectangle. */
    public void box(double x, double y, double width, double height, Ink ink, double opacity) {
        append(
                "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" class=\"%s\" fill=\"currentColor\" fill-opacity=\"%.2f\"/>%n",
                x, y, width, height, ink.css(), opacity);
    }

    /** The outline of a rectangle. */
    public void frame(double x, double y, double width, double height) {
        append(
                "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" class=\"muted\" fill=\"none\" stroke=\"currentColor\"/>%n",
                x, y, width, height);
    }

    /** A thin straight line. */
    public void line(double x1, double y1, double x2, double y2, Ink ink) {
        append(
                "<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" class=\"%s\" stroke=\"currentColor\"/>%n",
                x1, y1, x2, y2, ink.css());
    }

    /** A dashed vertical line. */
    public void dashed(double x, double top, double bottom) {
        append(
                "<line x1=\"%1$.1f\" y1=\"%2$.1f\" x2=\"%1$.1f\" y2=\"%3$.1f\" class=\"muted\" stroke=\"currentColor\" stroke-dasharray=\"4 3\"/>%n",
                x, top, bottom);
    }

    void curve(List<Point> points, Ink ink) {
        append(
                "<polyline points=\"%s\" class=\"%s\" fill=\"none\" stroke=\"currentColor\" stroke-width=\"1.5\" stroke-linejoin=\"round\"/>%n",
                points.stream()
                        .map(point -> String.format(Locale.ROOT, "%.1f,%.1f", point.x(), point.y()))
                        .collect(Collectors.joining(" ")),
                ink.css());
    }

    /** Explains a curve: a short line of its colour, and its name. */
    public void curveKey(double x, double y, Ink ink, String name) {
        curve(List.of(new Point(x, y - 4), new Point(x + KEY - 6, y - 4)), ink);
        text(x + KEY, y, Align.START, ink, name);
    }

    /** Explains boxes: a small one of this colour, and what it means. */
    public void boxKey(double x, double y, Ink ink, double opacity, String name) {
        box(x, y - 10, KEY - 6, 12, ink, opacity);
        text(x + KEY, y, Align.START, Ink.TEXT, name);
    }

    /** The complete image. */
    public String svg() {
        return svg + "</svg>\n";
    }

    /** Appends text, formatted independently of the locale. */
    private void append(String format, Object... values) {
        svg.append(String.format(Locale.ROOT, format.replace("%n", "\n"), values));
    }

    /** The text without what XML forbids and without invisible characters, cut if it is very long. */
    private static String escaped(String text) {
        StringBuilder escaped = new StringBuilder();
        int[] characters = text.codePoints().limit(LONGEST + 1L).toArray();
        for (int i = 0; i < Math.min(characters.length, LONGEST); i++) {
            escaped.append(escaped(characters[i]));
        }
        return characters.length > LONGEST ? escaped.append('…').toString() : escaped.toString();
    }

    private static String escaped(int character) {
        return switch (character) {
            case '<' -> "&lt;";
            case '>' -> "&gt;";
            case '&' -> "&amp;";
            case '"' -> "&quot;";
            case 0xFFFE, 0xFFFF -> "?";
            default -> isInvisible(character) ? "?" : Character.toString(character);
        };
    }

    private static boolean isInvisible(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> true;
            default -> false;
        };
    }
}
