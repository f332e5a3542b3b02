package io.csta.routes;

import io.csta.CancelledException;
import io.csta.CstaException;
import io.csta.OutputException;
import io.csta.OutputFile;
import io.csta.camel.CstaComponent;
import io.csta.camel.CstaConstants;
import io.csta.camel.CstaTimeoutException;
import io.csta.jobs.Job;
import io.csta.jobs.JobRequest;
import io.csta.jobs.JobResult;
import io.csta.jobs.JobState;
import io.csta.jobs.JobWork;
import io.csta.jobs.Jobs;
import io.csta.jobs.Source;
import io.csta.video.ChangingVideoException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.support.DefaultExchange;

/** Sends the video of a job down the route of its source, {@code direct:job-folder} and so on, and waits for its end. */
@ApplicationScoped
public class CamelWork implements JobWork {

    /** The exchange property that says which job an exchange is about. */
    static final String JOB = "csta.job";

    private final CamelContext camel;
    private final ProducerTemplate producer;
    private final Jobs jobs;
    private final Inbox inbox;
    private final Bucket bucket;
    private final Callbacks callbacks;

    /** The exchanges at work, by job. */
    private final Map<String, String> exchanges = new ConcurrentHashMap<>();

    @Inject
    CamelWork(
            CamelContext camel, ProducerTemplate producer, Jobs jobs, Inbox inbox, Bucket bucket, Callbacks callbacks) {
        this.camel = camel;
        this.producer = producer;
        this.jobs = jobs;
        this.inbox = inbox;
        this.bucket = bucket;
        this.callbacks = callbacks;
    }

    @Override
    public JobResult run(Job job) {
        Exchange exchange = new DefaultExchange(camel);
        exchanges.put(job.id(), exchange.getExchangeId());
        try {
            if (jobs.find(job.id())
                    .filter(now -> now.state() == JobState.RUNNING)
                    .isEmpty()) {
                throw new CancelledException("cancelled");
            }
            exchange.setProperty(JOB, job);
            fill(exchange.getMessage(), job);
            producer.send("direct:job-" + job.source().kind(), exchange);
        } finally {
            exchanges.remove(job.id());
        }
        if (exchange.getException() != null) {
            throw unchecked(exchange.getException());
        }
        return Objects.requireNonNull(exchange.getMessage().getBody(JobResult.class), "the route gave no result");
    }

    private void fill(Message message, Job job) {
        Path input = job.source() instanceof Source.Folder source ? inbox.input(source) : jobs.input(job);
        message.setBody(input.toFile());
        Path folder = Objects.requireNonNull(job.output().getParent());
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new OutputException("the folder %s cannot be made: %s".formatted(folder, OutputFile.reason(e)), e);
        }
        message.setHeader(CstaConstants.OUTPUT_DIRECTORY, folder.toString());
        message.setHeader(CstaConstants.FILE_NAME, job.output().getFileName().toString());
        JobRequest request = job.request();
        request.model().ifPresent(model -> message.setHeader(CstaConstants.MODEL, model));
        request.ratio().ifPresent(ratio -> message.setHeader(CstaConstants.RATIO, ratio));
        request.length()
                .ifPresent(seconds ->
                        message.setHeader(CstaConstants.LENGTH, String.format(Locale.ROOT, "%.3fs", seconds)));
        request.sampleEvery().ifPresent(frames -> message.setHeader(CstaConstants.SAMPLE_EVERY, frames));
        request.segmentation()
                .ifPresent(mode -> message.setHeader(
                        CstaConstants.SEGMENTATION, mode.name().toLowerCase(Locale.ROOT)));
        request.audio().ifPresent(audio -> message.setHeader(CstaConstants.AUDIO, audio));
    }

    @Override
    public void cancel(Job job) {
        if (job.source() instanceof Source.Bucket) {
            bucket.stop(job);
        }
        String exchange = exchanges.get(job.id());
        if (exchange != null) {
            camel.getComponent("csta", CstaComponent.class).cancel(exchange);
        }
    }

    @Override
    public void settle(Job job) {
        if (job.source() instanceof Source.Folder source) {
            inbox.settle(job, source);
        } else if (job.source() instanceof Source.Bucket source) {
            bucket.settle(job, source);
        }
        if (job.state() == JobState.DONE && !(job.source() instanceof Source.Folder)) {
            deleteInput(job);
        }
        callbacks.tell(job);
    }

    private void deleteInput(Job job) {
        try {
            Files.deleteIfExists(jobs.input(job));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public boolean isTemporary(RuntimeException failure) {
        return failure instanceof OutputException
                || failure instanceof ChangingVideoException
                || (failure instanceof ObjectStoreException store && !store.isRefusal())
                || failure instanceof UncheckedIOException;
    }

    @Override
    public boolean isOutage(RuntimeException failure) {
        return failure instanceof ObjectStoreException && !bucket.isReachable();
    }

    @Override
    public Path place(Job job) {
        return job.source() instanceof Source.Folder source ? inbox.folder().resolve(source.file()) : jobs.input(job);
    }

    private static RuntimeException unchecked(Exception e) {
        if (e instanceof CstaTimeoutException) {
            return new CstaException("%s (csta.jobs.timeout)".formatted(e.getMessage()), e); // not to be done again
        }
        if (e instanceof RuntimeException runtime) {
            return runtime;
        }
        return e instanceof IOException io ? new UncheckedIOException(io) : new CstaException(e.toString(), e);
    }
}
