package io.csta.training;

import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/** Plots a learning curve as SVG: loss and error above, the rank correlations below, over the epochs. */
final class CurvePlot {

    private static final int WIDTH = 720;
    private static final int HEIGHT = 220;
    private static final int LEFT = 64;
    private static final int RIGHT = 96;
    private static final int TOP = 40;
    private static final int GAP = 44;
    private static final int TICKS = 4;

    private final LearningCurve curve;
    private final StringBuilder svg = new StringBuilder();

    private CurvePlot(LearningCurve curve) {
        this.curve = curve;
    }

    /**
     * A line of a panel.
     *
     * @param name the label at its end
     * @param colour its colour
     * @param value the value of an epoch; not finite if it is undefined
     */
    private record Line(String name, String colour, ToDoubleFunction<Epoch> value) {}

    static String of(LearningCurve curve, String title) {
        return new CurvePlot(curve).plot(title);
    }

    private String plot(String title) {
        int height = TOP + 2 * HEIGHT + 2 * GAP;
        append(
                """
                <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" font-family="sans-serif" font-size="12">
                <rect width="100%%" height="100%%" fill="white"/>
                <text x="%d" y="24" font-size="15">%s</text>
                """,
                WIDTH, height, LEFT, title);
        panel(TOP, List.of(new Line("loss", "#1f5a99", Epoch::loss), new Line("error", "#8a4fa3", Epoch::error)));
        panel(
                TOP + HEIGHT + GAP,
                List.of(new Line("tau", "#b3471d", Epoch::tau), new Line("rho", "#3a7d34", Epoch::rho)));
        curve.best().ifPresent(this::mark);
        return svg.append("</svg>\n").toString();
    }

    private void mark(Epoch kept) {
        int bottom = TOP + 2 * HEIGHT + GAP;
        append(
                """
                <line x1="%1$.1f" x2="%1$.1f" y1="%2$d" y2="%3$d" stroke="#888888" stroke-dasharray="4 3"/>
                <text x="%1$.1f" y="%4$d" text-anchor="middle" fill="#555555">kept: epoch %5$d</text>
                """,
                x(kept.number()), TOP, bottom, bottom + 34, kept.number());
    }

    /** Appends text, formatted independently of the locale. */
    private void append(String format, Object... values) {
        svg.append(String.format(Locale.ROOT, format, values));
    }

    private void panel(int top, List<Line> lines) {
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (Line line : lines) {
            for (Epoch epoch : curve.epochs()) {
                double value = line.value().applyAsDouble(epoch);
                if (Double.isFinite(value)) {
                    low = Math.min(low, value);
                    high = Math.max(high, value);
                }
            }
        }
        if (low > high) {
            low = 0;
            high = 1;
        }
        double margin = high > low ? (high - low) / 20 : Math.max(1e-3, Math.abs(high) / 20);
        axes(top, low - margin, high + margin);
        for (Line line : lines) {
            line(top, low - margin, high + margin, line);
        }
    }

    private void axes(int top, double low, double high) {
        append(
                "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" fill=\"none\" stroke=\"#444444\"/>%n",
                LEFT, top, WIDTH - LEFT - RIGHT, HEIGHT);
        for (int i = 0; i <= TICKS; i++) {
            double value = low + (high - low) * i / TICKS;
            double y = y(top, low, high, value);
            append(
                    "<line x1=\"%d\" x2=\"%d\" y1=\"%.1f\" y2=\"%.1f\" stroke=\"#dddddd\"/>"
                            + "<text x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%.3g</text>%n",
                    LEFT, WIDTH - RIGHT, y, y, LEFT - 6, y + 4, value);
        }
        append("<text x=\"%d\" y=\"%d\">epoch</text>%n", WIDTH - RIGHT + 8, top + HEIGHT + 16);
        int last = Math.max(1, curve.epochs().size());
        for (int number : List.of(1, (1 + last) / 2, last).stream().distinct().toList()) {
            append(
                    "<text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%d</text>%n",
                    x(number), top + HEIGHT + 16, number);
        }
    }

    private void line(int top, double low, double high, Line line) {
        List<Epoch> drawn = curve.epochs().stream()
                .filter(epoch -> Double.isFinite(line.value().applyAsDouble(epoch)))
                .toList();
        if (drawn.isEmpty()) {
            return;
        }
        String points = drawn.stream()
                .map(epoch -> String.format(
                        Locale.ROOT,
                        "%.1f,%.1f",
                        x(epoch.number()),
                        y(top, low, high, line.value().applyAsDouble(epoch))))
                .collect(Collectors.joining(" "));
        append("<polyline points=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"1.5\"/>%n", points, line.colour());
        Epoch end = drawn.get(drawn.size() - 1);
        append(
                "<text x=\"%d\" y=\"%.1f\" fill=\"%s\">%s</text>%n",
                WIDTH - RIGHT + 8, y(top, low, high, line.value().applyAsDouble(end)) + 4, line.colour(), line.name());
    }

    private double x(int epoch) {
        int last = Math.max(2, curve.epochs().size());
        return LEFT + (double) (WIDTH - LEFT - RIGHT) * (epoch - 1) / (last - 1);
    }

    private static double y(int top, double low, double high, double value) {
        return top + HEIGHT * (high - value) / (high - low);
    }
}
