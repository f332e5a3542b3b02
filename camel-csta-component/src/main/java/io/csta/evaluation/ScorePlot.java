package io.csta.evaluation;

import io.csta.dataset.DatasetVideo;
import io.csta.plot.Figure;
import io.csta.plot.Figure.Align;
import io.csta.plot.Ink;
import io.csta.plot.Panel;
import io.csta.plot.Scale;
import io.csta.segmentation.Shot;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.DoubleStream;

/**
 * Plots the scores of a video over time as SVG, beside the importance of its samples to people. Below, it shows the shots with
 * those that the scores select, and how many people have each frame in their summary.
 *
 * <p>The scores and the importance have their own vertical axes, each of which covers the range of its curve, because only
 * their order is compared.
 */
final class ScorePlot {

    private static final int WIDTH = 960;
    private static final int LEFT = 96;
    private static final int RIGHT = 84;
    private static final int TOP = 64;
    private static final int HEIGHT = 240;
    private static final int STRIP = 14;
    private static final int STRIP_GAP = 8;
    private static final int TICKS = 10;
    private static final int AXIS = 18;
    private static final int KEYS = 62;
    private static final List<Integer> KEY_PLACES = List.of(LEFT, LEFT + 180, LEFT + 425, LEFT + 620);
    private static final int BOTTOM = 76;

    private static final Ink SCORES = Ink.BLUE;
    private static final Ink PEOPLE = Ink.ORANGE;
    private static final Ink SELECTED = Ink.GREEN;

    private final EvaluatedVideo evaluated;
    private final DatasetVideo video;
    private final KeyShots keyShots;
    private final FramePlaces places;
    private final Figure figure = new Figure(WIDTH, TOP + HEIGHT + 2 * (STRIP + STRIP_GAP) + BOTTOM);
    private final Scale x;

    private ScorePlot(EvaluatedVideo evaluated) {
        this.evaluated = evaluated;
        this.video = evaluated.video();
        this.keyShots = evaluated.people().keyShots();
        this.places = FramePlaces.of(video);
        this.x = new Scale(places.of(0), places.of(keyShots.frames()), LEFT, WIDTH - RIGHT);
    }

    /**
     * The plot of a video.
     *
     * @throws io.csta.dataset.DatasetException if times or importance are stored, but cannot be read or are not valid
     */
    static String of(EvaluatedVideo evaluated) {
        return new ScorePlot(evaluated).plot();
    }

    private String plot() {
        figure.title(
                LEFT,
                26,
                video.name() + video.videoName().map(" (%s)"::formatted).orElse(""));
        Panel panel = new Panel(figure, x, TOP, HEIGHT);
        Set<Integer> selected = new TreeSet<>(keyShots.selected(evaluated.scores()));
        figure.text(LEFT, 46, Align.START, Ink.MUTED, result() + (selected.isEmpty() ? ", no shot is selected" : ""));
        for (int shot : selected) {
            highlight(panel, keyShots.shots().get(shot));
        }
        curves(panel);
        double shotsTop = panel.bottom() + STRIP_GAP;
        double peopleTop = shotsTop + STRIP + STRIP_GAP;
        shots(shotsTop, selected);
        people(peopleTop);
        timeAxis(peopleTop + STRIP);
        keys(peopleTop + STRIP + KEYS);
        return figure.svg();
    }

    private String result() {
        VideoResult result = evaluated.result();
        String ranks = result.correlation()
                .map(each ->
                        String.format(Locale.ROOT, "Kendall's tau %.3f, Spearman's rho %.3f", each.tau(), each.rho()))
                .orElse("Kendall's tau undefined");
        String f1 = result.f1().isPresent()
                ? String.format(Locale.ROOT, ", F1 %.1f %%", result.f1().getAsDouble())
                : "";
        return "split " + evaluated.split() + ", protocol of "
                + evaluated.people().protocol().benchmark() + ": " + ranks + f1;
    }

    private void highlight(Panel panel, Shot shot) {
        panel.highlight(places.of(shot.first()), places.of(shot.last() + 1), SELECTED, 0.16);
    }

    private void curves(Panel panel) {
        double[] ends = Arrays.stream(keyShots.picks()).mapToDouble(places::of).toArray();
        ends = Arrays.copyOf(ends, ends.length + 1);
        ends[ends.length - 1] = places.of(keyShots.frames());
        double[] scores = GroundTruth.doubles(evaluated.scores());
        double[] importance = importance();
        Scale left = panel.vertical(DoubleStream.of(scores));
        Scale right = panel.vertical(DoubleStream.of(importance));
        panel.left(left, SCORES);
        panel.right(right, PEOPLE);
        panel.steps(ends, importance, right, PEOPLE);
        panel.steps(ends, scores, left, SCORES);
        double middle = TOP + HEIGHT / 2.0;
        figure.upwards(22, middle, SCORES, "score (own scale)");
        figure.upwards(WIDTH - 14, middle, PEOPLE, (video.hasGtScore() ? "importance" : "share") + " (own scale)");
    }

    /** The mean importance of each sample, or, if it is not stored, the share of people who have it in their summary. */
    private double[] importance() {
        if (video.hasGtScore()) {
            return GroundTruth.doubles(video.gtScore());
        }
        double[] shares = evaluated.people().shares();
        return Arrays.stream(keyShots.picks()).mapToDouble(pick -> shares[pick]).toArray();
    }

    private void shots(double top, Set<Integer> selected) {
        figure.text(LEFT - 6, top + 11, Align.END, Ink.TEXT, "shots");
        List<Shot> shots = keyShots.shots();
        for (int i = 0; i < shots.size(); i++) {
            boolean isSelected = selected.contains(i);
            strip(
                    top,
                    shots.get(i).first(),
                    shots.get(i).last() + 1,
                    isSelected ? SELECTED : Ink.MUTED,
                    opacity(isSelected, i));
        }
        figure.frame(LEFT, top, WIDTH - LEFT - RIGHT, STRIP);
    }

    /** Neighbouring shots differ in shade. */
    private static double opacity(boolean selected, int shot) {
        double even = selected ? 1 : 0.35;
        return shot % 2 == 0 ? even : even * 0.6;
    }

    private void people(double top) {
        figure.text(LEFT - 6, top + 11, Align.END, Ink.TEXT, "people");
        double[] shares = evaluated.people().shares();
        int first = 0;
        for (int frame = 1; frame <= shares.length; frame++) {
            if (frame == shares.length || shares[frame] != shares[first]) {
                if (shares[first] > 0) {
                    strip(top, first, frame, PEOPLE, shares[first]);
                }
                first = frame;
            }
        }
        figure.frame(LEFT, top, WIDTH - LEFT - RIGHT, STRIP);
    }

    private void strip(double top, int first, int end, Ink ink, double opacity) {
        double from = x.at(places.of(first));
        figure.box(from, top, x.at(places.of(end)) - from, STRIP, ink, opacity);
    }

    private void timeAxis(double top) {
        for (Scale.Tick tick : x.roundTicks(Math.min(TICKS, keyShots.frames()))) {
            figure.line(tick.place(), top, tick.place(), top + 4, Ink.MUTED);
            figure.text(tick.place(), top + AXIS, Align.MIDDLE, Ink.TEXT, tick.label());
        }
        figure.text(LEFT + (WIDTH - LEFT - RIGHT) / 2.0, top + 2 * AXIS, Align.MIDDLE, Ink.TEXT, places.unit());
    }

    private void keys(double y) {
        figure.curveKey(KEY_PLACES.get(0), y, SCORES, "score of the model (left)");
        figure.curveKey(
                KEY_PLACES.get(1),
                y,
                PEOPLE,
                video.hasGtScore() ? "mean importance to people (right)" : "share of people's summaries (right)");
        figure.boxKey(KEY_PLACES.get(2), y, SELECTED, 1, "shot that the scores select");
        figure.boxKey(KEY_PLACES.get(3), y, PEOPLE, 0.7, "in people's summaries");
    }
}
