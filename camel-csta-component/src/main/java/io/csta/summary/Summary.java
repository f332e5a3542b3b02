package io.csta.summary;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A summary that was made, and how it came about. Times in seconds from the first frame; frames counted from 0, first
 * and last inclusive.
 *
 * @param video the video that was summarized
 * @param model the model that scored it
 * @param options what was asked for, defaults filled in
 * @param samples the frames that were scored
 * @param shots all shots of the video, which together hold every frame once
 * @param segments the parts of the video that the summary plays, in order
 * @param summary the video that was made
 * @param warnings what to know about the summary that nobody would expect, a sentence each; usually none
 * @param timings where the time went
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
     * @param file where it is
     * @param frames how many frames could be decoded
     * @param damaged how many frames were damaged and left out
     * @param fps frames a second; an average where they vary
     * @param duration in seconds
     * @param width of the upright picture, in pixels
     * @param height of the upright picture, in pixels
     * @param audio whether it has sound
     */
    public record Video(
            Path file, int frames, int damaged, double fps, double duration, int width, int height, boolean audio) {}

    /**
     * The model that scored it.
     *
     * @param name what it is called
     * @param extractor the network that turned pictures into vectors, and its weights
     * @param scorer the network that turned vectors into scores, and its weights
     * @param warning what to know before trusting the scores
     */
    public record Model(String name, String extractor, String scorer, Optional<String> warning) {}

    /**
     * What was asked for. Either {@code ratio} or {@code length} is there.
     *
     * @param ratio the part of the frames that the summary may have
     * @param length the seconds that the summary may last
     * @param sampleEvery every how many frames one was scored
     * @param segmentation {@code fast} or {@code full}
     * @param device where the networks computed
     * @param audio whether sound was wanted
     */
    public record Options(
            OptionalDouble ratio,
            OptionalDouble length,
            int sampleEvery,
            String segmentation,
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
     * @param start when it begins
     * @param end when it gives way to the next
     * @param score mean importance of its frames
     * @param selected whether the summary plays it whole
     */
    public record ScoredShot(int first, int last, double start, double end, double score, boolean selected) {}

    /**
     * A part of the video that the summary plays; neighbouring chosen shots are one segment.
     *
     * @param first first frame
     * @param last last frame
     * @param start when it begins in the video
     * @param end when it ends in the video
     * @param summaryStart when it begins in the summary
     */
    public record Segment(int first, int last, double start, double end, double summaryStart) {}

    /**
     * The video that was made.
     *
     * @param file where it is
     * @param frames how many frames it plays
     * @param duration in seconds
     * @param ratio its part of the video's frames
     */
    public record Result(Path file, int frames, double duration, double ratio) {}
}
