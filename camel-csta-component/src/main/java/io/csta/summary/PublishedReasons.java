package io.csta.summary;

import io.csta.segmentation.Shot;
import io.csta.selection.Selection;
import io.csta.selection.SelectionMethod;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** Why {@link SelectionMethod#PUBLISHED} selected a shot, or did not: one short sentence per shot. */
final class PublishedReasons {

    static final String WHOLE_VIDEO = "selected: the whole video fits the budget";
    private static final String TOO_LONG = "not selected: longer than the budget";
    private static final String NO_VALUE = "not selected: its %s is 0";
    private static final String OTHERS =
            "not selected: other shots that fit the budget together have a higher total %s";

    private static final double LEAST_SHOWN = 0.01;

    private final List<Shot> shots;
    private final ShotMeans means;
    private final float[] values;
    private final int[] weights;
    private final int capacity;
    private final Selection selection;
    private final double seconds;

    /**
     * The reasons of a selection.
     *
     * @param shots all shots of the video
     * @param means the means of each shot
     * @param values the value of each shot to the knapsack: the mean of its frames' scores, times their visibility unless that is off
     * @param weights the weight of each shot
     * @param capacity the largest total weight of selected shots
     * @param selection what the summary plays
     * @param seconds how long the summary lasts
     */
    PublishedReasons(
            List<Shot> shots,
            ShotMeans means,
            float[] values,
            int[] weights,
            int capacity,
            Selection selection,
            double seconds) {
        this.shots = shots;
        this.means = means;
        this.values = values;
        this.weights = weights;
        this.capacity = capacity;
        this.selection = selection;
        this.seconds = seconds;
    }

    /** The reason for a shot. */
    String of(int shot) {
        if (IntStream.of(weights).asLongStream().sum() <= capacity) {
            return WHOLE_VIDEO;
        }
        if (selection.shots().contains(shot)) {
            return selected(shot);
        }
        int played = played(shots.get(shot));
        if (played > 0) {
            return "%s: in the best %s of the video, because %s"
                    .formatted(
                            played == shots.get(shot).length() ? "selected" : "partly selected",
                            duration(),
                            obstacle());
        }
        if (weights[shot] > capacity) {
            return TOO_LONG;
        }
        if (values[shot] <= 0) {
            return NO_VALUE.formatted(measure());
        }
        return selection.shots().isEmpty()
                ? "not selected: not in the best %s of the video".formatted(duration())
                : OTHERS.formatted(measure());
    }

    private String selected(int shot) {
        String score = "selected: score " + shown(means.scores()[shot]);
        String rank = "rank %d of %d".formatted(rank(shot), values.length);
        return means.visibility()
                .map(visible -> "%s, visibility %s, %s by %s".formatted(score, shown(visible[shot]), rank, measure()))
                .orElseGet(() -> "%s, %s".formatted(score, rank));
    }

    /** What shots are compared by. */
    private String measure() {
        return means.visibility().isPresent() ? "score times visibility" : "score";
    }

    /** Why the summary does not consist of whole shots. */
    private String obstacle() {
        if (IntStream.of(weights).noneMatch(weight -> weight <= capacity)) {
            return "no shot fits the budget";
        }
        return IntStream.range(0, values.length).anyMatch(i -> weights[i] <= capacity && values[i] > 0)
                ? "the shots that fit the budget are too short"
                : "no shot that fits the budget has a %s above 0".formatted(measure());
    }

    private int played(Shot shot) {
        return selection.parts().stream()
                .mapToInt(part -> Math.min(part.last(), shot.last()) - Math.max(part.first(), shot.first()) + 1)
                .map(frames -> Math.max(0, frames))
                .sum();
    }

    private int rank(int shot) {
        return 1
                + (int) IntStream.range(0, values.length)
                        .filter(other -> values[other] > values[shot])
                        .count();
    }

    private String duration() {
        return String.format(Locale.ROOT, "%.1f s", seconds);
    }

    private static String shown(double score) {
        return score < LEAST_SHOWN ? "below " + LEAST_SHOWN : String.format(Locale.ROOT, "%.2f", score);
    }
}
