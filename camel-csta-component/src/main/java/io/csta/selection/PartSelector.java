package io.csta.selection;

import io.csta.CancelledException;
import io.csta.segmentation.Shot;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;
import java.util.PriorityQueue;
import java.util.stream.IntStream;

/**
 * Selects few parts that can be watched: each lasts a second or more, long shots are cut to their best stretch, and together
 * they fill the budget.
 *
 * <p>A set of parts is worth the values of the frames that it shows, summed over time, plus how much of the video it
 * represents: for each stretch of the video, the similarity of the most similar part, weighted by the duration of the
 * stretch. The second term is a facility-location function: another part that resembles one which is already shown adds
 * little. The sum is submodular, so repeatedly taking the part that adds most per second is a good
 * approximation (Lin and Bilmes, "A Class of Submodular Functions for Document Summarization", ACL 2011; Gygli, Grabner and
 * Van Gool, "Video Summarization by Learning Submodular Mixtures of Objectives", CVPR 2015). Candidates are the visible stretches of shots,
 * divided into pieces of at most {@value Candidate#LONGEST_SECONDS} seconds.
 *
 * <p>Parts start with a duration that depends on the budget, 1.5 to 3 seconds, or half of that if nothing moves. What then remains of the
 * budget makes all of them longer. Durations are those of the clock. What a part costs may be something else: if every frame counts the
 * same, parts of equal duration differ in cost where the frame rate does.
 *
 * <p>Memory is proportional to the number of candidates, times at most {@value Similarities#MOST_WITNESSES}, and time to that of
 * candidates, times those and the parts.
 */
public final class PartSelector {

    /** The least duration of a part, and so of a summary, in seconds. */
    public static final double SHORTEST_SECONDS = 1;

    /** The number of parts that a short budget is divided into. */
    private static final double PARTS = 8;

    private static final double SHORTEST_FIRST_SECONDS = 1.5;
    private static final double LONGEST_FIRST_SECONDS = 3;

    /** A slide is read, or recognized, in less time than it takes to follow a movement. */
    private static final double STILL_SHARE = 0.5;

    /** Shots that are more similar than this look alike. */
    private static final float ALIKE = 0.6f;

    /** How often parts that cost more than planned are shortened before one of them is dropped. */
    private static final int SHORTENINGS = 5;

    private static final double ROUNDING = 1e-6;

    private final ScoredVideo video;
    private final double budget;
    private final List<Candidate> candidates;
    private final Similarities similarities;
    private final boolean[] taken;

    private PartSelector(ScoredVideo video, double budget) {
        this.video = video;
        this.candidates = Candidate.of(video, SHORTEST_SECONDS);
        this.budget = Math.max(
                budget,
                candidates.stream().mapToDouble(PartSelector::leastCost).min().orElse(budget));
        this.similarities = Similarities.of(video, candidates);
        this.taken = new boolean[candidates.size()];
    }

    /**
     * Selects parts.
     *
     * @param budget the largest cost of the parts; a single part of {@link #SHORTEST_SECONDS} may cost more
     * @param weight the weight of how much of the video the parts represent; the values of frames have weight 1
     * @return the parts; without any if no visible stretch lasts {@link #SHORTEST_SECONDS}
     */
    public static PartSelection select(ScoredVideo video, double budget, double weight) {
        PartSelector selector = new PartSelector(video, budget);
        List<Integer> order = selector.take(weight);
        List<Shot> parts = selector.parts();
        // Frames may last so long that parts are longer than planned.
        for (int i = order.size() - 1; i > 0 && selector.isTooMuch(parts); i--) {
            selector.taken[order.get(i)] = false;
            parts = selector.parts();
        }
        return new PartSelection(parts, selector.outcomes());
    }

    /**
     * A candidate, and the most that it can add.
     *
     * @param gain per cost, when this number of candidates had been taken
     */
    private record Offer(int candidate, double gain, int taken) {

        static final Comparator<Offer> BEST_FIRST =
                Comparator.comparingDouble(Offer::gain).reversed().thenComparingInt(Offer::candidate);
    }

    /**
     * Takes what adds most, until the budget is full. Gains only decrease, so only the best offers are computed again.
     *
     * @return the candidates, in the order in which they were taken
     */
    private List<Integer> take(double weight) {
        List<Integer> order = new ArrayList<>();
        Coverage coverage = new Coverage(candidates, similarities);
        PriorityQueue<Offer> offers = new PriorityQueue<>(Offer.BEST_FIRST);
        double[] values = new double[candidates.size()];
        for (int i = 0; i < values.length; i++) {
            CancelledException.throwIfInterrupted();
            values[i] = meanValue(window(candidates.get(i).range(), firstSeconds(candidates.get(i))));
            offers.add(new Offer(i, Double.POSITIVE_INFINITY, -1));
        }
        double left = budget;
        while (!offers.isEmpty()) {
            CancelledException.throwIfInterrupted();
            Offer offer = offers.remove();
            int candidate = offer.candidate();
            double cost = firstSeconds(candidates.get(candidate))
                    * candidates.get(candidate).costPerSecond();
            boolean affordable = leastCost(candidates.get(candidate)) <= left + ROUNDING;
            if (affordable && offer.taken() < order.size()) {
                double gain = values[candidate] + weight * budget * coverage.gain(candidate) / cost;
                offers.add(new Offer(candidate, gain, order.size()));
            } else if (affordable) {
                taken[candidate] = true;
                order.add(candidate);
                coverage.add(candidate);
                left -= cost;
            }
        }
        return order;
    }

    private static double leastCost(Candidate candidate) {
        return SHORTEST_SECONDS * candidate.costPerSecond();
    }

    private double cost(List<Shot> parts) {
        return parts.stream().mapToDouble(video::cost).sum();
    }

    private boolean isTooMuch(List<Shot> parts) {
        return cost(parts) > budget + ROUNDING;
    }

    /** The duration of a part before what remains of the budget is distributed. */
    private double firstSeconds(Candidate candidate) {
        double seconds = Math.max(SHORTEST_FIRST_SECONDS, Math.min(LONGEST_FIRST_SECONDS, budget / PARTS));
        double wanted = candidate.isStill() ? Math.max(SHORTEST_SECONDS, STILL_SHARE * seconds) : seconds;
        return Math.min(candidate.seconds(), wanted);
    }

    private double meanValue(Shot range) {
        double sum = 0;
        for (int frame = range.first(); frame <= range.last(); frame++) {
            sum += video.values()[frame] * (video.costs()[frame + 1] - video.costs()[frame]);
        }
        return sum / Math.max(ROUNDING, video.cost(range));
    }

    private Shot window(Shot range, double seconds) {
        if (video.seconds(range) <= seconds + ROUNDING) {
            return range;
        }
        float[] values = Arrays.copyOfRange(video.values(), range.first(), range.last() + 1);
        double[] times = Arrays.copyOfRange(video.times(), range.first(), range.last() + 2);
        Shot window = BestWindow.ofTime(values, times, Math.min(SHORTEST_SECONDS, seconds), seconds);
        return new Shot(range.first() + window.first(), range.first() + window.last());
    }

    /** The taken parts, in order, with durations that fill the budget. */
    private List<Shot> parts() {
        double longest = longestPart();
        List<Shot> parts = parts(longest);
        // The cost per second may vary within candidates.
        for (int i = 0; i < SHORTENINGS && longest > SHORTEST_SECONDS && isTooMuch(parts); i++) {
            longest = Math.max(SHORTEST_SECONDS, longest * budget / cost(parts));
            parts = parts(longest);
        }
        return parts;
    }

    private List<Shot> parts(double longest) {
        List<Shot> parts = new ArrayList<>();
        int i = 0;
        while (i < candidates.size()) {
            if (!taken[i]) {
                i++;
                continue;
            }
            int end = i + 1;
            double seconds = Math.min(longest, candidates.get(i).seconds());
            while (end < candidates.size()
                    && taken[end]
                    && candidates.get(end - 1).continuesIn(candidates.get(end))) {
                seconds += Math.min(longest, candidates.get(end).seconds());
                end++;
            }
            Shot joined = new Shot(
                    candidates.get(i).range().first(),
                    candidates.get(end - 1).range().last());
            add(parts, window(joined, seconds));
            i = end;
        }
        return parts;
    }

    private static void add(List<Shot> parts, Shot part) {
        Shot before = parts.isEmpty() ? part : parts.get(parts.size() - 1);
        if (before.last() + 1 == part.first()) {
            parts.set(parts.size() - 1, new Shot(before.first(), part.last()));
        } else {
            parts.add(part);
        }
    }

    /** The duration to which all taken parts can be limited without exceeding the budget. */
    private double longestPart() {
        List<Candidate> shortestFirst = IntStream.range(0, taken.length)
                .filter(i -> taken[i])
                .mapToObj(candidates::get)
                .sorted(Comparator.comparingDouble(Candidate::seconds))
                .toList();
        double costPerSecond =
                shortestFirst.stream().mapToDouble(Candidate::costPerSecond).sum();
        double left = budget;
        for (Candidate candidate : shortestFirst) {
            if (candidate.seconds() * costPerSecond >= left) {
                return Math.max(SHORTEST_SECONDS, left / costPerSecond);
            }
            left -= candidate.cost();
            costPerSecond -= candidate.costPerSecond();
        }
        return Double.POSITIVE_INFINITY;
    }

    private List<ShotOutcome> outcomes() {
        List<ShotOutcome> outcomes = new ArrayList<>();
        for (int shot = 0; shot < video.shots().size(); shot++) {
            outcomes.add(outcome(shot));
        }
        return outcomes;
    }

    private ShotOutcome outcome(int shot) {
        boolean visible = false;
        Shot range = video.shots().get(shot);
        for (int frame = range.first(); frame <= range.last() && !visible; frame++) {
            visible = video.visible()[frame];
        }
        if (!visible) {
            return new ShotOutcome.NotVisible();
        }
        OptionalInt alike = OptionalInt.empty();
        boolean known = false;
        for (int i = 0; i < candidates.size(); i++) {
            if (candidates.get(i).shot() == shot) {
                known = true;
                if (taken[i]) {
                    return new ShotOutcome.Shown();
                }
                alike = alike.isPresent() ? alike : shownAlike(i);
            }
        }
        if (!known) {
            return new ShotOutcome.TooShort();
        }
        return alike.isPresent() ? new ShotOutcome.SimilarTo(alike.getAsInt()) : new ShotOutcome.LessImportant();
    }

    /** The shot of the most similar taken candidate, if it looks alike. */
    private OptionalInt shownAlike(int candidate) {
        OptionalInt shot = OptionalInt.empty();
        float largest = ALIKE;
        for (int i = 0; i < candidates.size(); i++) {
            float similarity = taken[i] ? similarities.get(candidate, i) : 0;
            if (similarity > largest) {
                largest = similarity;
                shot = OptionalInt.of(candidates.get(i).shot());
            }
        }
        return shot;
    }
}
