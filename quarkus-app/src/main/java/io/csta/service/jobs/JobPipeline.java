package io.csta.service.jobs;

import io.csta.CstaException;
import io.csta.OutputException;
import io.csta.video.ChangingVideoException;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The steps of a job: its source provides the video, the summary is created and delivered, and the job is settled. */
public final class JobPipeline {

    private final Map<String, VideoSource> sources;
    private final VideoSummarizer summarizer;
    private final Consumer<Job> endListener;

    /**
     * Combines the steps.
     *
     * @param sources all kinds of sources
     * @param endListener is called with every job that ended, until a call succeeds
     */
    public JobPipeline(Collection<VideoSource> sources, VideoSummarizer summarizer, Consumer<Job> endListener) {
        this.sources = sources.stream().collect(Collectors.toMap(VideoSource::kind, Function.identity()));
        this.summarizer = summarizer;
        this.endListener = endListener;
    }

    private VideoSource source(Job job) {
        return Objects.requireNonNull(sources.get(job.source().kind()));
    }

    /**
     * Creates the summary and delivers it. May be repeated for a job that was done in part.
     *
     * @param cancellation stops this attempt
     * @throws RuntimeException if it fails; {@link io.csta.CancelledException} if it was cancelled
     */
    JobResult run(Job job, Cancellation cancellation) {
        VideoSource source = source(job);
        if (!source.isSummarized(job)) {
            summarizer.summarize(job, source.input(job, cancellation), cancellation);
        }
        return source.deliver(job, cancellation);
    }

    /**
     * Releases the video of a job that ended. May be repeated.
     *
     * @return the files that its source may remove later
     * @throws RuntimeException if this has to be repeated later
     */
    List<KeptFile> release(Job job) {
        return source(job).release(job);
    }

    /**
     * Calls the listener with a job that ended and was released. May be repeated.
     *
     * @throws RuntimeException if this has to be repeated later
     */
    void announceEnd(Job job) {
        endListener.accept(job);
    }

    /** Removes files of a job as {@link VideoSource#removeExpired} does, and returns those that are left. */
    List<KeptFile> removeExpired(Job job) {
        return source(job).removeExpired(job);
    }

    /** Whether the source of a job needs it, see {@link VideoSource#isNeeded}. */
    boolean isNeeded(Job job) {
        return source(job).isNeeded(job);
    }

    /** Whether a failure is not caused by the job, and does not count as an attempt: its source is unavailable. */
    boolean isOutage(Job job, Throwable failure) {
        return failure instanceof RuntimeException exception && source(job).isOutage(job, exception);
    }

    /** Describes the failure of an attempt to clients. */
    JobFailure describe(Job job, Throwable failure) {
        String type = failure.getClass().getSimpleName();
        String message = failure instanceof CstaException && failure.getMessage() != null
                ? PublicText.of(failure.getMessage(), job, source(job).place(job))
                : "internal error (%s); see the log of the service".formatted(type);
        return new JobFailure(type, message.replaceAll("\\R+", " "), isTemporary(job, failure));
    }

    private boolean isTemporary(Job job, Throwable failure) {
        return failure instanceof OutOfMemoryError // which another job may have caused
                || failure instanceof OutputException
                || failure instanceof ChangingVideoException
                || failure instanceof UncheckedIOException
                || (failure instanceof RuntimeException exception && source(job).isTemporary(job, exception));
    }
}
