package io.csta.service.jobs;

import io.csta.summary.Budget;
import io.csta.summary.SegmentationMode;
import io.csta.summary.SummaryOptions;
import java.net.URI;
import java.util.Optional;

/**
 * The options of a summary. Absent options have the values that the service is configured with.
 *
 * @param model name of a model
 * @param ratio the maximum fraction of the frames, above 0, at most 1; excludes a length
 * @param length the maximum duration in seconds
 * @param sampleEvery the distance of scored frames
 * @param segmentation which frames the segmentation processes
 * @param audio whether the summary has sound
 * @param callback the URL to notify when the job ends
 */
public record JobRequest(
        Optional<String> model,
        Optional<Double> ratio,
        Optional<Double> length,
        Optional<Integer> sampleEvery,
        Optional<SegmentationMode> segmentation,
        Optional<Boolean> audio,
        Optional<URI> callback) {

    /** No options. */
    public static final JobRequest DEFAULTS = new JobRequest(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());

    /**
     * Checks the options, as far as possible without the video.
     *
     * @throws IllegalArgumentException if a value is invalid, or two are mutually exclusive
     */
    public JobRequest {
        if (ratio.isPresent() && length.isPresent()) {
            throw new IllegalArgumentException("ratio and length are mutually exclusive; use one of them");
        }
        ratio.ifPresent(Budget.Ratio::new);
        length.ifPresent(Budget.Length::new);
        sampleEvery.ifPresent(SummaryOptions.DEFAULTS::withSampleEvery);
    }
}
