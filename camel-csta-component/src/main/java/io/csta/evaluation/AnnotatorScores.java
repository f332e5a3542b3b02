package io.csta.evaluation;

import io.csta.dataset.Rating;
import io.csta.dataset.Ratings;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** The ratings of one video by one annotator, as one score per frame. */
final class AnnotatorScores {

    /** Times of frames are products, which may be rounded to just below the decimal number in a rating. */
    private static final double ROUNDING = 1e-6;

    private final Ratings ratings;
    private final List<Rating> byStart;

    AnnotatorScores(Ratings ratings, List<Rating> ratingsOfVideo) {
        this.ratings = ratings;
        this.byStart = ratingsOfVideo.stream()
                .sorted(Comparator.comparingDouble(Rating::start))
                .toList();
    }

    /** One score per frame: 0 for frames without a rating, 1 for the annotator's highest rating. */
    float[] scores(double[] times) {
        double largest = byStart.stream().mapToDouble(Rating::score).max().orElse(0);
        if (largest == 0) {
            Rating first = byStart.get(0);
            throw new EvaluationException("%s: line %d: annotator %s has no score above 0 for %s; expected at least one"
                    .formatted(ratings.source(), first.line(), first.annotator(), first.video()));
        }
        float[] scores = new float[times.length];
        for (int i = 0; i < byStart.size(); i++) {
            Rating rating = byStart.get(i);
            if (i > 0) {
                refuseOverlap(byStart.get(i - 1), rating);
            }
            int from = firstFrame(times, rating.start());
            int to = firstFrame(times, rating.end());
            if (from == to) {
                throw wrong(
                        rating,
                        "covers %s to %s seconds, but no frame of %s starts in it; the last frame starts at %s seconds"
                                .formatted(rating.start(), rating.end(), rating.video(), last(times)));
            }
            Arrays.fill(scores, from, to, (float) (rating.score() / largest));
        }
        return scores;
    }

    private void refuseOverlap(Rating before, Rating rating) {
        if (rating.start() < before.end()) {
            boolean inOrder = before.line() < rating.line();
            throw wrong(
                    inOrder ? rating : before,
                    "overlaps line %d of the same annotator and video; expected one score at a time"
                            .formatted(inOrder ? before.line() : rating.line()));
        }
    }

    /** The first frame that starts at this time or later; the number of frames if there is no such frame. */
    private static int firstFrame(double[] times, double seconds) {
        int found = Arrays.binarySearch(times, seconds - ROUNDING);
        return found >= 0 ? found : -found - 1;
    }

    private static String last(double[] times) {
        return String.format(Locale.ROOT, "%.3f", times[times.length - 1]);
    }

    private EvaluationException wrong(Rating rating, String what) {
        return new EvaluationException("%s: line %d %s".formatted(ratings.source(), rating.line(), what));
    }
}
