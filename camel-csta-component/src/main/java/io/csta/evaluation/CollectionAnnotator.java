package io.csta.evaluation;

import io.csta.CancelledException;
import io.csta.dataset.AnnotatedVideo;
import io.csta.dataset.Dataset;
import io.csta.dataset.DatasetException;
import io.csta.dataset.DatasetVideo;
import io.csta.dataset.Rating;
import io.csta.dataset.Ratings;
import io.csta.dataset.VideoFeatures;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Combines the features of a collection of videos with people's ratings into a dataset for training and evaluation.
 *
 * <p>The score of a frame is that of the rating whose interval contains it, or 0. An annotator's scores of a video are divided
 * by their maximum, so that scales of any size have the same weight. The mean over annotators at the sampled frames is
 * {@code gtscore}. The shots of the largest total score in 15 % of the frames are a summary: by an annotator's scores, a
 * row of {@code user_summary}; by the mean, {@code gtsummary}. If no shot fits, the best window of frames is the summary.
 */
public final class CollectionAnnotator {

    private final Dataset dataset;
    private final Ratings ratings;

    private CollectionAnnotator(Dataset dataset, Ratings ratings) {
        this.dataset = dataset;
        this.ratings = ratings;
    }

    /**
     * Combines features and ratings.
     *
     * @param dataset features, shots and times of frames, as {@code csta features} writes them
     * @param ratings the ratings, which identify videos by their group or by the name of their file
     * @return every video of the dataset, by its group
     * @throws DatasetException if the data of a video is incomplete or inconsistent
     * @throws EvaluationException if a rating is not for a video of the dataset, if no frame starts in its interval, if it
     *     overlaps another rating of the same annotator, or if an annotator gives a video no score above 0 (names the line);
     *     or if a video has no ratings
     * @throws CancelledException if the thread is interrupted
     */
    public static Map<String, AnnotatedVideo> annotate(Dataset dataset, Ratings ratings) {
        return new CollectionAnnotator(dataset, ratings).annotated();
    }

    private Map<String, AnnotatedVideo> annotated() {
        Map<String, List<Rating>> byVideo = byVideo();
        for (String video : dataset.videos()) {
            if (!byVideo.containsKey(video)) {
                throw new EvaluationException(
                        "%s: no ratings for %s of %s; add ratings, or remove the video from the features"
                                .formatted(ratings.source(), described(video), dataset.path()));
            }
        }
        Map<String, AnnotatedVideo> annotated = new LinkedHashMap<>();
        for (String video : dataset.videos()) {
            CancelledException.throwIfInterrupted();
            annotated.put(video, annotated(dataset.video(video), byVideo.getOrDefault(video, List.of())));
        }
        return annotated;
    }

    private Map<String, List<Rating>> byVideo() {
        Map<String, List<String>> byFile = dataset.videos().stream()
                .filter(video -> dataset.video(video).videoName().isPresent())
                .collect(Collectors.groupingBy(
                        video -> dataset.video(video).videoName().orElseThrow()));
        return ratings.list().stream()
                .collect(
                        Collectors.groupingBy(rating -> group(rating, byFile.getOrDefault(rating.video(), List.of()))));
    }

    private String group(Rating rating, List<String> ofThatFile) {
        if (dataset.has(rating.video())) {
            return rating.video();
        }
        if (ofThatFile.isEmpty()) {
            throw wrong(
                    rating,
                    "rates '%s', but %s has no such group or file; it has %s"
                            .formatted(
                                    rating.video(),
                                    dataset.path(),
                                    dataset.videos().stream()
                                            .map(this::described)
                                            .collect(Collectors.joining(", "))));
        }
        if (ofThatFile.size() > 1) {
            throw wrong(
                    rating,
                    "rates '%s', which is the file of both %s; name the group instead"
                            .formatted(rating.video(), String.join(" and ", ofThatFile)));
        }
        return ofThatFile.get(0);
    }

    private AnnotatedVideo annotated(DatasetVideo video, List<Rating> rated) {
        double[] times = video.frameTimes()
                .orElseThrow(() -> new EvaluationException(
                        "%s: group %s has neither 'frame_times' nor 'fps', so times cannot be mapped to frames; add one of them"
                                .formatted(dataset.path(), video.name())));
        Map<String, List<Rating>> byAnnotator = rated.stream()
                .collect(Collectors.groupingBy(Rating::annotator, LinkedHashMap::new, Collectors.toList()));
        List<float[]> annotatorScores = byAnnotator.values().stream()
                .map(ofAnnotator -> new AnnotatorScores(ratings, ofAnnotator).scores(times))
                .toList();
        VideoFeatures features = video.toFeatures();
        KeyShots keyShots = KeyShots.of(video);
        List<BitSet> userSummary =
                annotatorScores.stream().map(keyShots::neverEmptySummary).toList();
        float[] mean = mean(annotatorScores, times.length);
        return new AnnotatedVideo(
                features,
                at(features.picks(), mean),
                at(features.picks(), keyShots.neverEmptySummary(mean)),
                userSummary);
    }

    private static float[] mean(List<float[]> annotatorScores, int frames) {
        float[] mean = new float[frames];
        for (int i = 0; i < frames; i++) {
            double sum = 0;
            for (float[] scores : annotatorScores) {
                sum += scores[i];
            }
            mean[i] = (float) (sum / annotatorScores.size());
        }
        return mean;
    }

    private static float[] at(int[] picks, float[] values) {
        float[] picked = new float[picks.length];
        for (int i = 0; i < picks.length; i++) {
            picked[i] = values[picks[i]];
        }
        return picked;
    }

    private static BitSet at(int[] picks, BitSet frames) {
        BitSet picked = new BitSet();
        for (int i = 0; i < picks.length; i++) {
            picked.set(i, frames.get(picks[i]));
        }
        return picked;
    }

    private String described(String video) {
        return dataset.video(video)
                .videoName()
                .map(file -> "%s (%s)".formatted(video, file))
                .orElse(video);
    }

    private EvaluationException wrong(Rating rating, String what) {
        return new EvaluationException("%s: line %d %s".formatted(ratings.source(), rating.line(), what));
    }
}
