package io.csta.selection;

import io.csta.segmentation.Shot;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Selects the shots that a summary plays: those of the largest total score that fit the budget.
 *
 * <p>The value of a shot is the mean score of its frames, as in the published code, not their sum. If no shot can be
 * selected, because every shot is longer than the budget or has no value, the summary is the window of frames with the
 * highest score instead: it is never empty.
 */
public final class ShotSelector {

    private ShotSelector() {}

    /**
     * The scores of samples as scores of frames: each applies up to the next sample, the last one to the end.
     *
     * @param scores one score per sample
     * @param picks the frame of each sample, ascending
     * @param frames the number of frames of the video
     * @return one score per frame; 0 before the first sample
     * @throws IllegalArgumentException if the lengths differ, or if the picks do not ascend strictly below {@code frames}
     */
    public static float[] frameScores(float[] scores, int[] picks, int frames) {
        if (scores.length != picks.length) {
            throw new IllegalArgumentException(
                    scores.length + " scores for " + picks.length + " sampled frames: expected one per sample");
        }
        float[] frameScores = new float[frames];
        for (int i = 0; i < picks.length; i++) {
            int end = i + 1 < picks.length ? picks[i + 1] : frames;
            if (picks[i] < 0 || end <= picks[i] || end > frames) {
                throw new IllegalArgumentException("sampled frames must be strictly ascending, from 0 to below "
                        + frames + ", the number of frames: found " + picks[i] + " before " + end);
            }
            Arrays.fill(frameScores, picks[i], end, scores[i]);
        }
        return frameScores;
    }

    /**
     * The mean score of each shot, rounded to float as in the published code.
     *
     * @param shots the shots
     * @param frameScores one score per frame
     * @return one score per shot
     * @throws IllegalArgumentException if a shot ends after the last frame
     */
    public static float[] shotScores(List<Shot> shots, float[] frameScores) {
        float[] shotScores = new float[shots.size()];
        for (int s = 0; s < shotScores.length; s++) {
            Shot shot = shots.get(s);
            if (shot.last() >= frameScores.length) {
                throw new IllegalArgumentException("shot " + s + " ends with frame " + shot.last()
                        + ", but there are only " + frameScores.length + " frame scores");
            }
            double sum = 0;
            for (int i = shot.first(); i <= shot.last(); i++) {
                sum += frameScores[i];
            }
            shotScores[s] = (float) (sum / shot.length());
        }
        return shotScores;
    }

    /**
     * The knapsack alone, which may select nothing, as evaluation requires.
     *
     * @param shotScores the value of each shot
     * @param weights the weight of each shot, at least 1, in any unit
     * @param capacity the largest total weight, in the same unit
     * @return the indices of the selected shots, ascending
     * @throws IllegalArgumentException as {@link Knapsack#choose} does
     */
    public static List<Integer> choose(float[] shotScores, int[] weights, int capacity) {
        double[] values = new double[shotScores.length];
        for (int s = 0; s < values.length; s++) {
            values[s] = shotScores[s];
        }
        return Knapsack.choose(values, weights, capacity);
    }

    /**
     * Selects within a budget of frames.
     *
     * @param shots the shots in order
     * @param frameScores one score per frame of the video, at least one
     * @param budget the most frames that the summary may have, at least 1
     * @return what the summary plays
     * @throws IllegalArgumentException if an argument is out of its range
     */
    public static Selection select(List<Shot> shots, float[] frameScores, int budget) {
        int[] lengths = shots.stream().mapToInt(Shot::length).toArray();
        return select(shots, frameScores, lengths, budget, budget);
    }

    /**
     * Selects within a budget in any unit, for example time.
     *
     * @param shots the shots in order
     * @param frameScores one score per frame of the video, at least one
     * @param weights the weight of each shot, at least 1
     * @param capacity the largest total weight, in the same unit
     * @param window the number of frames of the summary if no shot can be selected, at least 1
     * @return what the summary plays
     * @throws IllegalArgumentException if an argument is out of its range
     */
    public static Selection select(List<Shot> shots, float[] frameScores, int[] weights, int capacity, int window) {
        if (frameScores.length == 0 || window < 1) {
            throw new IllegalArgumentException(
                    "a summary of " + window + " frames from " + frameScores.length + ": both must be at least 1");
        }
        List<Integer> chosen = choose(shotScores(shots, frameScores), weights, capacity);
        return chosen.isEmpty()
                ? new Selection(chosen, List.of(BestWindow.ofFrames(frameScores, window)))
                : new Selection(chosen, parts(shots, chosen));
    }

    private static List<Shot> parts(List<Shot> shots, List<Integer> chosen) {
        List<Shot> parts = new ArrayList<>();
        for (int index : chosen) {
            Shot shot = shots.get(index);
            Shot before = parts.isEmpty() ? shot : parts.get(parts.size() - 1);
            if (before.last() + 1 == shot.first()) {
                parts.set(parts.size() - 1, new Shot(before.first(), shot.last()));
            } else {
                parts.add(shot);
            }
        }
        return parts;
    }
}
