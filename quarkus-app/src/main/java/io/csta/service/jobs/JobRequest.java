package io.csta.service.jobs;

import io.csta.summary.Budget;
import io.csta.summary.SegmentationMode;
import io.csta.summary.SummaryOptions;
import java.net.URI;
import java.util.Optional;

/**
 * What somebody wants. What is not said is as the service is configured.
 *
 * @param model name of a model
 * @param ratio the part of the frames that the summary may have, above 0, at most 1; not together with a length
 * @param length the seconds that the summary may last
 * @param sampleEvery every how many frames one is scored
 * @param segmentation which frames the segmentation looks at
 * @param audio whether the summary has the video's sound
 * @param callback who is told when the job ends
 */
public record JobRequest(
        Optional<String> model,
        Optional<Double> ratio,
        Optional<Double> length,
        Optional<Integer> sampleEvery,
        Optional<SegmentationMode> segmentation,
        Optional<Boolean> audio,
        Optional<URI> callback) {

    /** Nothing special. */
    public static final JobRequest DEFAULTS = new JobRequest(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());

    /**
     * Checks what can be checked without the video.
     *
     * @throws IllegalArgumentException if a value is impossible, or two exclude each other
     */
    public JobRequest {
        if (ratio.isPresent() && length.isPresent()) {
            throw new IllegalArgumentException("ratio and length exclude each other: give one of them");
        }
        ratio.ifPresent(Budget.Ratio::new);
        length.ifPresent(Budget.Length::new);
        sampleEvery.ifPresent(SummaryOptions.DEFAULTS::withSampleEvery);
    }
}
