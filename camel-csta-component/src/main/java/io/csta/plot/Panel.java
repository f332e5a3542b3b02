package io.csta.plot;

import io.csta.plot.Figure.Align;
import io.csta.plot.Figure.Point;
import io.csta.plot.Scale.Tick;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** A rectangle of a figure, in which curves are plotted over a common horizontal axis. Not thread-safe. */
public final class Panel {

    private static final int INTERVALS = 4;
    private static final int LABEL = 6;

    /** More points than this per pixel are reduced to those that can be seen. */
    private static final int VISIBLE = 4;

    private final Figure figure;
    private final Scale x;
    private final double top;
    private final double height;

    /**
     * Places a panel.
     *
     * @param x the horizontal axis, which determines where the panel begins and ends
     * @param top from the top of the figure, in pixels
     * @param height in pixels
     */
    public Panel(Figure figure, Scale x, double top, double height) {
        this.figure = figure;
        this.x = x;
        this.top = top;
        this.height = height;
        figure.frame(x.from(), top, x.to() - x.from(), height);
    }

    /** The place of its lower edge. */
    public double bottom() {
        return top + height;
    }

    /** A vertical axis for these values, as {@link Scale#covering}. */
    public Scale vertical(DoubleStream values) {
        return Scale.covering(values, bottom(), top);
    }

    /** Lines and labels of a vertical axis, at the left. */
    public void left(Scale y, Ink ink) {
        for (Tick tick : y.evenTicks(INTERVALS)) {
            figure.line(x.from(), tick.place(), x.to(), tick.place(), Ink.GRID);
            figure.text(x.from() - LABEL, tick.place() + 4, Align.END, ink, tick.label());
        }
    }

    /** The labels of a further vertical axis, at the right. */
    public void right(Scale y, Ink ink) {
        for (Tick tick : y.evenTicks(INTERVALS)) {
            figure.text(x.to() + LABEL, tick.place() + 4, Align.START, ink, tick.label());
        }
    }

    /** Highlights a range of the horizontal axis over the full height. */
    public void highlight(double from, double to, Ink ink, double opacity) {
        figure.box(x.at(from), top, x.at(to) - x.at(from), height, ink, opacity);
    }

    /**
     * A curve through points; those whose value is not finite are skipped.
     *
     * @param places where the points are on the horizontal axis, ascending
     * @param values one value per point
     * @param y the vertical axis of the values
     */
    public void curve(double[] places, double[] values, Scale y, Ink ink) {
        List<Point> points = new ArrayList<>();
        for (int i = 0; i < values.length; i++) {
            if (Double.isFinite(values[i])) {
                points.add(new Point(x.at(places[i]), y.at(values[i])));
            }
        }
        if (!points.isEmpty()) {
            figure.curve(points.size() > VISIBLE * (x.to() - x.from()) ? visible(points) : points, ink);
        }
    }

    /**
     * A curve of steps: each value applies from its place to the next one.
     *
     * @param places the beginning of each step and the end of the last one, ascending
     * @param values one value per step
     * @param y the vertical axis of the values
     */
    public void steps(double[] places, double[] values, Scale y, Ink ink) {
        double[] ends = new double[2 * values.length];
        double[] doubled = new double[2 * values.length];
        for (int i = 0; i < values.length; i++) {
            ends[2 * i] = places[i];
            ends[2 * i + 1] = places[i + 1];
            doubled[2 * i] = values[i];
            doubled[2 * i + 1] = values[i];
        }
        curve(ends, doubled, y, ink);
    }

    /** Of each pixel column the first, the highest, the lowest and the last point, in their order. */
    private static List<Point> visible(List<Point> points) {
        List<Point> visible = new ArrayList<>();
        int first = 0;
        for (int i = 1; i <= points.size(); i++) {
            if (i == points.size()
                    || Math.floor(points.get(i).x())
                            != Math.floor(points.get(first).x())) {
                addExtremes(points.subList(first, i), visible);
                first = i;
            }
        }
        return visible;
    }

    private static void addExtremes(List<Point> column, List<Point> visible) {
        int lowest = 0;
        int highest = 0;
        for (int i = 1; i < column.size(); i++) {
            lowest = column.get(i).y() < column.get(lowest).y() ? i : lowest;
            highest = column.get(i).y() > column.get(highest).y() ? i : highest;
        }
        IntStream.of(0, Math.min(lowest, highest), Math.max(lowest, highest), column.size() - 1)
                .distinct()
                .mapToObj(column::get)
                .forEach(visible::add);
    }
}
