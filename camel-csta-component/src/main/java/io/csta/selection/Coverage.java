package io.csta.selection;

import java.util.List;

/**
 * How much of a video a growing set of candidates represents, from 0 to 1: for each candidate, the similarity of the most similar
 * one in the set, weighted by duration and by the weights of both.
 */
final class Coverage {

    private final List<Candidate> candidates;
    private final Similarities similarities;
    private final double seconds;

    /** For each candidate, the similarity of the most similar one in the set. */
    private final double[] covered;

    Coverage(List<Candidate> candidates, Similarities similarities) {
        this.candidates = candidates;
        this.similarities = similarities;
        this.seconds = candidates.stream()
                .mapToDouble(candidate -> candidate.weight() * candidate.seconds())
                .sum();
        this.covered = new double[candidates.size()];
    }

    /** How much a candidate would add. It never adds more later. */
    double gain(int candidate) {
        double gain = 0;
        for (int i = 0; i < covered.length; i++) {
            double added = similarity(candidate, i) - covered[i];
            if (added > 0) {
                gain += added * candidates.get(i).weight() * candidates.get(i).seconds();
            }
        }
        return seconds > 0 ? gain / seconds : 0;
    }

    void add(int candidate) {
        for (int i = 0; i < covered.length; i++) {
            covered[i] = Math.max(covered[i], similarity(candidate, i));
        }
    }

    private double similarity(int candidate, int other) {
        return candidates.get(candidate).weight() * similarities.get(candidate, other);
    }
}
