package io.csta.service.routes;

import io.csta.CstaException;
import io.csta.camel.CstaConstants;
import io.csta.camel.CstaTimeoutException;
import io.csta.service.config.Profiles;
import io.csta.service.config.ServiceConfig;
import io.csta.service.jobs.Cancellation;
import io.csta.service.jobs.Job;
import io.csta.service.jobs.JobRequest;
import io.csta.service.jobs.Source;
import io.csta.service.jobs.VideoSummarizer;
import io.csta.summary.SummaryOptions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.file.Path;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.support.DefaultExchange;

/** Sends the video of a job to {@code csta:summarize}, which processes it in the thread of the job. */
@ApplicationScoped
class CamelSummarizer implements VideoSummarizer {

    /** The exchange property with the job of an exchange. */
    static final String JOB = "csta.job";

    private static final String ROUTE = "direct:job";

    private final ServiceConfig config;
    private final CamelContext camel;
    private final ProducerTemplate producer;
    private final Profiles profiles;

    @Inject
    CamelSummarizer(ServiceConfig config, CamelContext camel, ProducerTemplate producer) {
        this.config = config;
        this.camel = camel;
        this.producer = producer;
        profiles = Profiles.of(config);
    }

    /**
     * Adds the route to {@code csta:summarize}, which loads the model.
     *
     * @throws Exception if the model cannot be loaded
     */
    void start() throws Exception {
        RouteBuilder.addRoutes(camel, routes -> {
            routes.errorHandler(routes.noErrorHandler()); // summarize handles failures
            routes.from(ROUTE).routeId("job").to(endpoint());
        });
    }

    private String endpoint() {
        return "csta:summarize?overwrite=true&synchronous=true&timeout=%d&device=%s&engine=%s%s"
                .formatted(
                        config.jobs().timeout().toMillis(),
                        config.device(),
                        config.engine(),
                        config.model().map(model -> "&model=RAW(" + model + ")").orElse(""));
    }

    @Override
    public void summarize(Job job, Path video, Cancellation cancellation) {
        Exchange exchange = new DefaultExchange(camel);
        exchange.setProperty(JOB, job);
        fill(exchange.getMessage(), job, video);
        cancellation.interrupting(() -> producer.send(ROUTE, exchange));
        if (exchange.getException() != null) {
            throw unchecked(exchange.getException());
        }
    }

    private void fill(Message message, Job job, Path video) {
        message.setBody(video.toFile());
        message.setHeader(
                CstaConstants.OUTPUT_DIRECTORY, String.valueOf(job.output().getParent()));
        message.setHeader(CstaConstants.FILE_NAME, job.output().getFileName().toString());
        options(job).chosen().forEach((option, value) -> message.setHeader(CstaConstants.header(option), value));
    }

    /** The requested options, and those of the requested profile or of that of the source. */
    private SummaryOptions options(Job job) {
        JobRequest request = job.request();
        return request.profile()
                .or(() -> job.source()
                        .as(Source.Folder.class)
                        .flatMap(source -> profiles.ofFile(source.folder(), source.file())))
                .or(() -> job.source()
                        .as(Source.Bucket.class)
                        .flatMap(source -> profiles.ofKey(source.bucket(), source.key())))
                .map(profile -> profiles.applied(profile, request.options()))
                .orElse(request.options());
    }

    private static RuntimeException unchecked(Exception e) {
        if (e.getCause() instanceof Error error) { // Camel wraps it
            throw error;
        }
        if (e instanceof CstaTimeoutException) {
            return new CstaException("%s (csta.jobs.timeout)".formatted(e.getMessage()), e); // is not retried
        }
        return e instanceof RuntimeException runtime ? runtime : new CstaException(e.toString(), e);
    }
}
