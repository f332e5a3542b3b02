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
 * Makes a dataset to train on and to evaluate with, of the features of an own collection and what people think of it.
 *
 * <p>A frame has the score of the rating in whose stretch it is shown, or 0. An annotator's scores of a video are divided
 * by their largest, so that scales of any size count alike. The mean over annotators at the sampled frames is
 * {@code gtscore}. The shots of the largest total score in 15 % of the frames are a summary: by an annotator's scores, a
 * row of {@code user_summary}; by the mean, {@code gtsummary}. If no shot fits, the best run of frames is the summary.
 */
public final class CollectionAnnotator {

    private final Dataset dataset;
    private final Ratings ratings;

    private CollectionAnnotator(Dataset dataset, Ratings ratings) {
        this.dataset = dataset;
        this.ratings = ratings;
    }

    /**
     * Does the work.
     *
     * @param dataset features, shots and times of frames, as {@code csta features} writes them
     * @param ratings what annotators said; they call videos by their group or by the name of their file
     * @return every video of the dataset, by its group
     * @throws DatasetException if the dataset lacks something of a video, or it does not fit together
     * @throws EvaluationException naming the line, if a rating is of no video of the dataset, if no frame is shown in its
     *     stretch, if it overlaps another one of the same annotator, or if an annotator gives a video nothing above 0; or if
     *     nobody rated a video
     * @throws CancelledException if the thread is interrupted
     */
    public static Map<String, AnnotatedVideo> annotate(Dataset dataset, Ratings ratings) {
        return new CollectionAnnotator(dataset, ratings).annotated();
    }

    private Map<String, AnnotatedVideo> annotated() {
        Map<String, List<Rating>> byVideo = byVideo();
        for (String video : dataset.videos()) {
            if (!byVideo.containsKey(video)) {
                throw new EvaluationException("%s: nobody rated %s of %s; add ratings, or leave it out of the features"
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
                    "rates '%s', but %s has no such group and no such file; it has %s"
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
                    "rates '%s', which is the file of %s alike; name the group instead"
                            .formatted(rating.video(), String.join(" and ", ofThatFile)));
        }
        return ofThatFile.get(0);
    }

    private AnnotatedVideo annotated(DatasetVideo video, List<Rating> rated) {
        double[] times = video.frameTimes()
                .orElseThrow(() -> new EvaluationException(
                        "%s: group %s has neither 'frame_times' nor 'fps', so seconds tell no frames; write it with csta"
                                        .formatted(dataset.path(), video.name())
                                + " features, or add one of them"));
        Map<String, List<Rating>> byAnnotator = rated.stream()
                .collect(Collectors.groupingBy(Rating::annotator, LinkedHashMap::new, Collectors.toList()));
        List<float[]> opinions = byAnnotator.values().stream()
                .map(said -> new AnnotatorScores(ratings, said).scores(times))
                .toList();
        VideoFeatures features = video.toFeatures();
        KeyShots keyShots = KeyShots.of(video);
        List<BitSet> userSummary =
                opinions.stream().map(keyShots::neverEmptySummary).toList();
        float[] mean = mean(opinions, times.length);
        return new AnnotatedVideo(
                features,
                at(features.picks(), mean),
                at(features.picks(), keyShots.neverEmptySummary(mean)),
                userSummary);
    }

    private static float[] mean(List<float[]> opinions, int frames) {
        float[] mean = new float[frames];
        for (int i = 0; i < frames; i++) {
            double sum = 0;
            for (float[] opinion : opinions) {
                sum += opinion[i];
            }
            mean[i] = (float) (sum / opinions.size());
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
