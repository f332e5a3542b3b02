package io.csta.summary;

import io.csta.CancelledException;
import io.csta.dataset.Dataset;
import io.csta.dataset.DatasetVideo;
import io.csta.model.KnownExtractor;
import io.csta.nn.layer.ModelMismatchException;
import io.csta.scoring.FrameScorer;
import io.csta.segmentation.Kts;
import io.csta.segmentation.Shot;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Single stages for videos whose features are stored in an HDF5 file (see {@link Dataset}): all videos of the file, in
 * natural order of the names of their groups.
 */
public final class StoredFeatures {

    private StoredFeatures() {}

    /**
     * Scores every video of a file.
     *
     * @return by group, one score per row of its features
     * @throws io.csta.dataset.DatasetException if the file does not exist, or is not a feature file
     * @throws ModelMismatchException if the scorer expects features of another width
     * @throws CancelledException if the thread is interrupted
     */
    public static Map<String, List<Float>> scores(Path file, FrameScorer scorer) {
        Map<String, List<Float>> scores = new LinkedHashMap<>();
        try (Dataset features = Dataset.open(file)) {
            for (String video : features.videos()) {
                CancelledException.throwIfInterrupted();
                try {
                    scores.put(video, boxed(scorer.score(features.video(video).features())));
                } catch (ModelMismatchException e) {
                    throw new ModelMismatchException("%s: group %s: %s".formatted(file, video, e.getMessage()));
                }
            }
        }
        return scores;
    }

    /**
     * Finds the shots of every video of a file; each row of features counts as a frame. The penalty of KTS is the one for the
     * extractor that the file names, or the published one if it names none that is known.
     *
     * @return by group, shots that together contain every row once
     * @throws io.csta.dataset.DatasetException if the file does not exist, or is not a feature file
     * @throws CancelledException if the thread is interrupted
     */
    public static Map<String, List<Shot>> shots(Path file) {
        Map<String, List<Shot>> shots = new LinkedHashMap<>();
        try (Dataset features = Dataset.open(file)) {
            for (String video : features.videos()) {
                CancelledException.throwIfInterrupted();
                DatasetVideo stored = features.video(video);
                float[][] rows = stored.features();
                int[] changePoints = Kts.changePoints(rows, rows.length, penaltyWeight(stored));
                shots.put(video, Kts.shots(changePoints, rows.length));
            }
        }
        return shots;
    }

    private static double penaltyWeight(DatasetVideo video) {
        return video.extractor()
                .flatMap(KnownExtractor::ofIdentity)
                .map(extractor -> extractor.cnn().penaltyWeight())
                .orElse(Kts.PUBLISHED_WEIGHT);
    }

    static List<Float> boxed(float[] values) {
        List<Float> list = new ArrayList<>(values.length);
        for (float value : values) {
            list.add(value);
        }
        return list;
    }
}
