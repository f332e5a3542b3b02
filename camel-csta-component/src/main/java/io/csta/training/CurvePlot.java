package io.csta.training;

import io.csta.plot.Figure;
import io.csta.plot.Figure.Align;
import io.csta.plot.Ink;
import io.csta.plot.Panel;
import io.csta.plot.Scale;
import java.util.Arrays;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** Plots a learning curve as SVG: loss and error above, the rank correlations below, over the epochs. */
final class CurvePlot {

    private static final int WIDTH = 720;
    private static final int HEIGHT = 220;
    private static final int LEFT = 64;
    private static final int RIGHT = 96;
    private static final int TOP = 40;
    private static final int GAP = 44;
    private static final int LINE = 16;

    private final LearningCurve curve;
    private final double[] numbers;
    private final Figure figure = new Figure(WIDTH, TOP + 2 * HEIGHT + 2 * GAP);
    private final Scale x;

    private CurvePlot(LearningCurve curve) {
        this.curve = curve;
        this.numbers = curve.epochs().stream().mapToDouble(Epoch::number).toArray();
        this.x = new Scale(1, Math.max(2, numbers.length), LEFT, WIDTH - RIGHT);
    }

    /**
     * A line of a panel.
     *
     * @param name the label
     * @param ink its colour
     * @param value the value of an epoch; not finite if it is undefined
     */
    private record Line(String name, Ink ink, ToDoubleFunction<Epoch> value) {}

    static String of(LearningCurve curve, String title) {
        return new CurvePlot(curve).plot(title);
    }

    private String plot(String title) {
        figure.title(LEFT, 24, title);
        panel(TOP, new Line("loss", Ink.BLUE, Epoch::loss), new Line("error", Ink.PURPLE, Epoch::error));
        panel(TOP + HEIGHT + GAP, new Line("tau", Ink.ORANGE, Epoch::tau), new Line("rho", Ink.GREEN, Epoch::rho));
        curve.best().ifPresent(this::mark);
        return figure.svg();
    }

    private void mark(Epoch kept) {
        int bottom = TOP + 2 * HEIGHT + GAP;
        double place = x.at(kept.number());
        figure.dashed(place, TOP, bottom);
        figure.text(place, bottom + 34, Align.MIDDLE, Ink.MUTED, "kept: epoch " + kept.number());
    }

    private void panel(int top, Line... lines) {
        Panel panel = new Panel(figure, x, top, HEIGHT);
        Scale y = panel.vertical(Arrays.stream(lines).flatMapToDouble(line -> DoubleStream.of(values(line))));
        panel.left(y, Ink.TEXT);
        for (int i = 0; i < lines.length; i++) {
            panel.curve(numbers, values(lines[i]), y, lines[i].ink());
            figure.curveKey(WIDTH - RIGHT + 12, top + (i + 1) * LINE, lines[i].ink(), lines[i].name());
        }
        figure.text(WIDTH - RIGHT + 12, panel.bottom() + LINE, Align.START, Ink.MUTED, "epoch");
        int last = Math.max(1, numbers.length);
        IntStream.of(1, (1 + last) / 2, last)
                .distinct()
                .forEach(number -> figure.text(
                        x.at(number), panel.bottom() + LINE, Align.MIDDLE, Ink.TEXT, Integer.toString(number)));
    }

    private double[] values(Line line) {
        return curve.epochs().stream().mapToDouble(line.value()).toArray();
    }
}
