package io.csta.service.jobs;

import io.csta.summary.Progress;
import io.csta.summary.Stage;
import java.util.Locale;
import java.util.Optional;

/**
 * How far a job is.
 *
 * @param stage what is being done: {@code waiting}, {@code features}, {@code segmentation}, {@code scoring},
 *     {@code rendering}, {@code ended}
 * @param fraction of the whole work, 0 to 1
 * @param secondsLeft as far as can be told
 * @param framesPerSecond that this stage handles; 0 where it handles none
 */
public record JobProgress(String stage, double fraction, Optional<Double> secondsLeft, double framesPerSecond) {

    /** Nothing was done yet. */
    public static final JobProgress NONE = new JobProgress("waiting", 0, Optional.empty(), 0);

    /** Nothing is left to do. */
    public static final JobProgress COMPLETE = new JobProgress("ended", 1, Optional.empty(), 0);

    /** As the library tells it. */
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
