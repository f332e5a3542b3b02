package io.csta.service.routes;

import io.csta.CstaException;
import io.csta.OutputException;
import io.csta.OutputFile;
import io.csta.camel.CstaComponent;
import io.csta.camel.CstaConstants;
import io.csta.camel.CstaTimeoutException;
import io.csta.service.callback.Callbacks;
import io.csta.service.http.JobView;
import io.csta.service.jobs.Cancellation;
import io.csta.service.jobs.Job;
import io.csta.service.jobs.JobResult;
import io.csta.service.jobs.JobWork;
import io.csta.service.jobs.VideoSource;
import io.csta.video.ChangingVideoException;
import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.camel.AsyncProducer;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.support.DefaultExchange;

/** Summarizes the video of a job with {@code csta:summarize}: gets the video from its source, and delivers the summary there. */
@ApplicationScoped
public class CamelWork implements JobWork {

    /** The exchange property with the job of an exchange. */
    static final String JOB = "csta.job";

    /** The route to {@code csta:summarize}. */
    static final String ROUTE = "direct:job";

    private final CamelContext camel;
    private final Callbacks callbacks;
    private final Map<String, VideoSource> sources;

    @Inject
    CamelWork(CamelContext camel, Callbacks callbacks, @All List<VideoSource> sources) {
        this.camel = camel;
        this.callbacks = callbacks;
        this.sources = sources.stream().collect(Collectors.toMap(VideoSource::kind, Function.identity()));
    }

    private VideoSource source(Job job) {
        return Objects.requireNonNull(sources.get(job.source().kind()));
    }

    @Override
    public JobResult run(Job job, Cancellation cancellation) {
        VideoSource source = source(job);
        createFolder(job);
        if (!source.isSummarized(job)) {
            Path video = source.input(job, cancellation);
            cancellation.check();
            summarize(job, video, cancellation);
        }
        return source.deliver(job, cancellation);
    }

    private static void createFolder(Job job) {
        Path folder = Objects.requireNonNull(job.output().getParent());
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new OutputException("cannot create the folder %s: %s".formatted(folder, OutputFile.reason(e)), e);
        }
    }

    /** The exchange is known to the component when {@code process} returns, so that it can be cancelled from then on. */
    private void summarize(Job job, Path video, Cancellation cancellation) {
        Exchange exchange = new DefaultExchange(camel);
        exchange.setProperty(JOB, job);
        fill(exchange.getMessage(), job, video);
        CompletableFuture<Exchange> end = new CompletableFuture<>();
        try (AsyncProducer producer = camel.getEndpoint(ROUTE).createAsyncProducer()) {
            producer.start();
            producer.process(exchange, any -> end.complete(exchange));
            CstaComponent csta = camel.getComponent("csta", CstaComponent.class);
            cancellation.onCancel(() -> csta.cancel(exchange.getExchangeId()));
            end.join();
        } catch (Exception e) {
            throw unchecked(e);
        }
        if (exchange.getException() != null) {
            throw unchecked(exchange.getException());
        }
    }

    private static void fill(Message message, Job job, Path video) {
        message.setBody(video.toFile());
        message.setHeader(
                CstaConstants.OUTPUT_DIRECTORY, String.valueOf(job.output().getParent()));
        message.setHeader(CstaConstants.FILE_NAME, job.output().getFileName().toString());
        job.request()
                .options()
                .chosen()
                .forEach((option, value) -> message.setHeader(CstaConstants.header(option), value));
    }

    @Override
    public void settle(Job job) {
        source(job).settle(job);
        callbacks.send(job, JobView::json);
    }

    @Override
    public boolean isTemporary(Job job, RuntimeException failure) {
        return failure instanceof OutputException
                || failure instanceof ChangingVideoException
                || failure instanceof UncheckedIOException
                || source(job).isTemporary(failure);
    }

    @Override
    public boolean isOutage(Job job, RuntimeException failure) {
        return source(job).isOutage(failure);
    }

    @Override
    public Path place(Job job) {
        return source(job).place(job);
    }

    private static RuntimeException unchecked(Exception e) {
        if (e instanceof CstaTimeoutException) {
            return new CstaException("%s (csta.jobs.timeout)".formatted(e.getMessage()), e); // is not retried
        }
        if (e instanceof RuntimeException runtime) {
            return runtime;
        }
        return e instanceof IOException io ? new UncheckedIOException(io) : new CstaException(e.toString(), e);
    }
}
