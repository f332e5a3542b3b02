package io.csta.selection;

import java.util.List;
import java.util.stream.IntStream;

/**
 * How much of a video a growing set of candidates represents, from 0 to 1: for each witness, the similarity of the most similar
 * candidate in the set, weighted by duration and by the weights of both.
 */
final class Coverage {

    private final List<Candidate> candidates;
    private final Similarities similarities;

    /** The weight of each witness; their sum is 1, unless nothing has any weight. */
    private final double[] weights;

    /** For each witness, the similarity of the most similar candidate in the set. */
    private final double[] covered;

    Coverage(List<Candidate> candidates, Similarities similarities) {
        this.candidates = candidates;
        this.similarities = similarities;
        this.weights = IntStream.of(similarities.witnesses())
                .mapToObj(candidates::get)
                .mapToDouble(witness -> witness.weight() * witness.seconds())
                .toArray();
        this.covered = new double[weights.length];
        double sum =
                IntStream.range(0, weights.length).mapToDouble(i -> weights[i]).sum();
        for (int i = 0; i < weights.length && sum > 0; i++) {
            weights[i] /= sum;
        }
    }

    /** How much a candidate would add. It never adds more later. */
    double gain(int candidate) {
        double gain = 0;
        for (int i = 0; i < covered.length; i++) {
            gain += Math.max(0, similarity(candidate, i) - covered[i]) * weights[i];
        }
        return gain;
    }

    void add(int candidate) {
        for (int i = 0; i < covered.length; i++) {
            covered[i] = Math.max(covered[i], similarity(candidate, i));
        }
    }

    private double similarity(int candidate, int witness) {
        return candidates.get(candidate).weight() * similarities.toWitness(candidate, witness);
    }
}
