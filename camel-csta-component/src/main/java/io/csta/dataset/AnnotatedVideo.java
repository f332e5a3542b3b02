package io.csta.dataset;

import java.util.BitSet;
import java.util.List;

/**
 * A video with its annotations, as the benchmarks store both.
 *
 * @param video features and shots
 * @param gtScore the mean importance of every sampled frame to the annotators, {@code [samples]}; not copied
 * @param gtSummary the samples, counted from 0, that belong to a summary
 * @param userSummary the frames in the summary of each user, at least one user
 */
@SuppressWarnings("ArrayRecordComponent")
public record AnnotatedVideo(VideoFeatures video, float[] gtScore, BitSet gtSummary, List<BitSet> userSummary) {

    /**
     * Checks that the parts fit together.
     *
     * @throws IllegalArgumentException if there is not one score per sample, no user, or a summary longer than the video
     */
    public AnnotatedVideo {
        userSummary = List.copyOf(userSummary);
        if (gtScore.length != video.picks().length || gtSummary.length() > gtScore.length) {
            throw new IllegalArgumentException("%d scores and a summary up to sample %d for %d samples"
                    .formatted(gtScore.length, gtSummary.length() - 1, video.picks().length));
        }
        if (userSummary.isEmpty() || userSummary.stream().anyMatch(user -> user.length() > video.frames())) {
            throw new IllegalArgumentException("%d user summaries; expected at least one, none longer than %d frames"
                    .formatted(userSummary.size(), video.frames()));
        }
    }
}
