package io.csta.service.jobs;

import io.csta.summary.Progress;
import io.csta.summary.Stage;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * The progress of a job.
 *
 * @param stage the current stage: {@code waiting}, {@code features}, {@code segmentation}, {@code scoring},
 *     {@code rendering}, {@code ended}
 * @param fraction of all work, 0 to 1
 * @param secondsLeft the estimated remaining time, if known
 * @param framesPerSecond the speed of this stage; 0 if it does not process frames
 */
@Schema(
        description = "The progress of a job.",
        requiredProperties = {"stage", "fraction", "frames_per_second"})
public record JobProgress(
        @Schema(enumeration = {"waiting", "features", "segmentation", "scoring", "rendering", "ended"}) String stage,
        double fraction,
        Optional<Double> secondsLeft,
        double framesPerSecond) {

    private static final double MILLIS = 1e3;

    /** Nothing is done. */
    public static final JobProgress NONE = new JobProgress("waiting", 0, Optional.empty(), 0);

    /** Everything is done. */
    public static final JobProgress COMPLETE = new JobProgress("ended", 1, Optional.empty(), 0);

    /** The same progress without news for some time, which reduces the remaining time. */
    JobProgress after(Duration time) {
        double seconds = time.toMillis() / MILLIS;
        return new JobProgress(stage, fraction, secondsLeft.map(left -> Math.max(0, left - seconds)), framesPerSecond);
    }

    /** From the library's progress. */
    public static JobProgress of(Progress progress) {
        Stage stage = progress.stage();
        return new JobProgress(
                stage.name().toLowerCase(Locale.ROOT),
                progress.fraction(),
                progress.secondsLeft().isPresent()
                        ? Optional.of(progress.secondsLeft().getAsDouble())
                        : Optional.empty(),
                progress.framesPerSecond());
    }
}
