package io.csta.summary;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A summary, and how it was created. Times are in seconds from the first frame. Frames are counted from 0; first and last
 * are inclusive.
 *
 * @param video the video that was summarized
 * @param model the model that scored it
 * @param options the options, including defaults
 * @param samples the frames that were scored
 * @param shots all shots of the video, which together contain every frame once
 * @param segments the parts of the video that the summary plays, in order
 * @param summary the video that was written
 * @param warnings anything unexpected about the summary, one sentence each; usually none
 * @param timings how long each stage took
 */
public record Summary(
        Video video,
        Model model,
        Options options,
        Samples samples,
        List<ScoredShot> shots,
        List<Segment> segments,
        Result summary,
        List<String> warnings,
        Timings timings) {

    /**
     * The video that was summarized.
     *
     * @param file its file
     * @param frames the number of frames that could be decoded
     * @param damaged the number of frames that were damaged and skipped
     * @param fps frames per second; the average if the rate varies
     * @param duration in seconds
     * @param width of the upright image, in pixels
     * @param height of the upright image, in pixels
     * @param audio whether it has sound
     */
    public record Video(
            Path file, int frames, int damaged, double fps, double duration, int width, int height, boolean audio) {}

    /**
     * The model that scored it.
     *
     * @param name its name
     * @param extractor the network that turned images into vectors, and its weights
     * @param scorer the network that turned vectors into scores, and its weights
     * @param warning what to know before relying on the scores
     */
    public record Model(String name, String extractor, String scorer, Optional<String> warning) {}

    /**
     * The options. Either {@code ratio} or {@code length} is present.
     *
     * @param ratio the share of the frames that the summary may contain
     * @param length the longest duration of the summary, in seconds
     * @param sampleEvery the sampling step, in frames
     * @param segmentation {@code fast} or {@code full}
     * @param visibility {@code on} if frames with little to see counted for less, otherwise {@code off}
     * @param selection {@code published} or {@code watchable}
     * @param device the device on which the networks ran
     * @param audio whether sound was requested
     */
    public record Options(
            OptionalDouble ratio,
            OptionalDouble length,
            int sampleEvery,
            String segmentation,
            String visibility,
            String selection,
            String device,
            boolean audio) {}

    /**
     * The frames that were scored.
     *
     * @param frames their numbers, ascending
     * @param scores their importance, 0 to 1
     */
    public record Samples(List<Integer> frames, List<Float> scores) {}

    /**
     * A shot.
     *
     * @param first first frame
     * @param last last frame
     * @param start when it starts
     * @param end when the next shot starts
     * @param score mean importance of its frames
     * @param selected whether the summary contains all of it
     * @param visibility mean visibility of its frames, 0 (nothing to see) to 1; empty if visibility was off
     * @param reason why the summary contains all, a part or nothing of it, in one sentence
     */
    public record ScoredShot(
            int first,
            int last,
            double start,
            double end,
            double score,
            boolean selected,
            OptionalDouble visibility,
            String reason) {}

    /**
     * A part of the video that the summary plays; neighbouring selected shots are one segment.
     *
     * @param first first frame
     * @param last last frame
     * @param start when it starts in the video
     * @param end when it ends in the video
     * @param summaryStart when it starts in the summary
     */
    public record Segment(int first, int last, double start, double end, double summaryStart) {}

    /**
     * The video that was written.
     *
     * @param file its file
     * @param frames the number of its frames
     * @param duration in seconds
     * @param ratio its share of the video's frames
     */
    public record Result(Path file, int frames, double duration, double ratio) {}
}
