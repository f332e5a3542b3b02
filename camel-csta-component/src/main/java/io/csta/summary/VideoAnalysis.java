package io.csta.summary;

import io.csta.dataset.VideoFeatures;
import io.csta.model.ModelCard;
import io.csta.segmentation.Shot;
import io.csta.video.Damage;
import io.csta.video.Timeline;
import io.csta.video.VideoInfo;
import io.csta.visibility.FrameVisibility;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** The result of the first half of the pipeline: the times of frames, the features of the samples, and the shots. */
public final class VideoAnalysis {

    private final VideoInfo info;
    private final Timeline timeline;
    private final Damage damage;
    private final int sampleEvery;
    private final float[][] features;
    private final List<Shot> shots;
    private final FrameVisibility visibility;
    private final float[] sharpness;

    VideoAnalysis(
            VideoInfo info,
            Timeline timeline,
            Damage damage,
            int sampleEvery,
            float[][] features,
            List<Shot> shots,
            FrameVisibility visibility,
            float[] sharpness) {
        this.info = info;
        this.timeline = timeline;
        this.damage = damage;
        this.sampleEvery = sampleEvery;
        this.features = features;
        this.shots = List.copyOf(shots);
        this.visibility = visibility;
        this.sharpness = sharpness;
    }

    /** What the container says. */
    public VideoInfo info() {
        return info;
    }

    /** The times of all frames. */
    public Timeline timeline() {
        return timeline;
    }

    /** What could not be read of the video. */
    public Damage damage() {
        return damage;
    }

    /** The sampling step in frames; frame 0 is the first sample. */
    public int sampleEvery() {
        return sampleEvery;
    }

    /** The sampled frames, ascending, {@code [samples]}. */
    public int[] samples() {
        int[] frames = new int[features.length];
        for (int i = 0; i < frames.length; i++) {
            frames[i] = i * sampleEvery;
        }
        return frames;
    }

    /** One vector of unit length per sample, {@code [samples, width]}; not a copy. */
    public float[][] features() {
        return features;
    }

    /** The shots, which together contain every frame once. */
    public List<Shot> shots() {
        return shots;
    }

    /** How much there is to see in each frame. */
    public FrameVisibility visibility() {
        return visibility;
    }

    /** How sharp each sample is, {@code [samples]}, in no particular unit. */
    float[] sharpness() {
        return sharpness;
    }

    /**
     * Features and shots as the public benchmarks store them; the features are not a copy.
     *
     * @param model the model that extracted the features
     */
    public VideoFeatures toStored(ModelCard model) {
        int[] changePoints = shots.stream().skip(1).mapToInt(Shot::first).toArray();
        double[] times = IntStream.range(0, timeline.frames())
                .mapToDouble(timeline::start)
                .toArray();
        VideoFeatures.Origin origin = new VideoFeatures.Origin(
                info.file().getFileName().toString(), times, Optional.of(model.identity(ModelCard.EXTRACTOR)));
        return new VideoFeatures(features, samples(), timeline.frames(), changePoints, Optional.of(origin));
    }
}
