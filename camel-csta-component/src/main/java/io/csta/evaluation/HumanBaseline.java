package io.csta.evaluation;

import io.csta.CancelledException;
import io.csta.dataset.DatasetVideo;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/** How well people agree with each other on a video. */
final class HumanBaseline {

    private HumanBaseline() {}

    /** Every pair of annotators, except pairs in which the scores of one are all the same. */
    static VideoResult ofScores(String where, double[][] scores) {
        return of(where, scores, OptionalDouble.empty());
    }

    /** Every pair of users; F1 is, for each user, the highest F1 with another user. */
    static VideoResult ofSummaries(String where, DatasetVideo video) {
        List<BitSet> users = video.userSummary();
        int frames = video.frames();
        double[][] summaries = users.stream()
                .map(user -> GroundTruth.zerosAndOnes(user, frames))
                .toArray(double[][]::new);
        OptionalDouble f1 = IntStream.range(0, users.size())
                .filter(user -> users.size() > 1)
                .mapToDouble(user -> Protocol.SUMME.f1(users.get(user), without(user, users)))
                .average();
        return of(where, summaries, f1);
    }

    private static VideoResult of(String where, double[][] annotatorScores, OptionalDouble f1) {
        if (annotatorScores.length < 2) {
            throw new EvaluationException("%s has one annotator; expected at least two".formatted(where));
        }
        List<RankCorrelation> pairs = new ArrayList<>();
        boolean[] compared = new boolean[annotatorScores.length];
        for (int a = 0; a < annotatorScores.length; a++) {
            CancelledException.throwIfInterrupted();
            for (int b = a + 1; b < annotatorScores.length; b++) {
                int first = a;
                int second = b;
                RankCorrelation.of(annotatorScores[a], annotatorScores[b]).ifPresent(correlation -> {
                    pairs.add(correlation);
                    compared[first] = true;
                    compared[second] = true;
                });
            }
        }
        int leftOut = (int) IntStream.range(0, annotatorScores.length)
                .filter(annotator -> !compared[annotator])
                .count();
        return VideoResult.of(pairs, f1, leftOut);
    }

    private static List<BitSet> without(int user, List<BitSet> users) {
        List<BitSet> others = new ArrayList<>(users);
        others.remove(user);
        return others;
    }
}
