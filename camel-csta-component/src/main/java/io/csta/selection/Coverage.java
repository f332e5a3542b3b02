package io.csta.selection;

import java.util.List;

/**
 * How much of a video a growing set of candidates represents, from 0 to 1: for each candidate, the similarity of the most similar
 * one in the set, weighted by duration.
 */
final class Coverage {

    private final List<Candidate> candidates;
    private final Similarities similarities;
    private final double seconds;

    /** For each candidate, the similarity of the most similar one in the set. */
    private final float[] covered;

    Coverage(List<Candidate> candidates, Similarities similarities) {
        this.candidates = candidates;
        this.similarities = similarities;
        this.seconds = candidates.stream().mapToDouble(Candidate::seconds).sum();
        this.covered = new float[candidates.size()];
    }

    /** How much a candidate would add. It never adds more later. */
    double gain(int candidate) {
        double gain = 0;
        for (int i = 0; i < covered.length; i++) {
            float added = similarities.get(candidate, i) - covered[i];
            if (added > 0) {
                gain += added * candidates.get(i).seconds();
            }
        }
        return gain / seconds;
    }

    void add(int candidate) {
        for (int i = 0; i < covered.length; i++) {
            covered[i] = Math.max(covered[i], similarities.get(candidate, i));
        }
    }
}
