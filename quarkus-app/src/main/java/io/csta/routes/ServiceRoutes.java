package io.csta.routes;

import io.csta.FileNames;
import io.csta.config.ServiceConfig;
import io.csta.jobs.Job;
import io.csta.jobs.JobResult;
import io.csta.summary.Summary;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.File;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.file.FileEndpoint;
import org.apache.camel.component.file.GenericFile;
import org.apache.camel.component.file.GenericFileFilter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All routes of the service.
 *
 * <pre>
 * folder  → inbox   ┐                ┌ job-folder → csta:summarize
 * bucket  → bucket  ┼ jobs, on disk ─┼ job-s3     → download → csta:summarize → upload
 * uploads → submit  ┘                └ job-http   → csta:summarize
 * </pre>
 */
@ApplicationScoped
public class ServiceRoutes extends RouteBuilder {

    private static final Logger LOG = LoggerFactory.getLogger(ServiceRoutes.class);
    private static final int LARGEST_BATCH = 100;

    private final ServiceConfig config;
    private final Inbox inbox;
    private final Bucket bucket;
    private final ObjectStore store;
    private final Submissions submissions;

    @Inject
    ServiceRoutes(ServiceConfig config, Inbox inbox, Bucket bucket, ObjectStore store, Submissions submissions) {
        this.config = config;
        this.inbox = inbox;
        this.bucket = bucket;
        this.store = store;
        this.submissions = submissions;
    }

    @Override
    public void configure() {
        // Whoever sends something down these routes reports what fails.
        errorHandler(noErrorHandler());
        from("direct:job-folder").routeId("job-folder").to(summarize()).process(ServiceRoutes::toResult);
        from("direct:job-http").routeId("job-http").to(summarize()).process(ServiceRoutes::toPublicResult);
        from("direct:submit").routeId("submit").bean(submissions, "submit");
        if (config.inbox().enabled()) {
            watchFolder();
        }
        if (config.s3().bucket().isPresent()) {
            watchBucket();
        }
    }

    private String summarize() {
        return "csta:summarize?overwrite=true&maxConcurrent=%d&timeout=%d&device=%s&engine=%s%s"
                .formatted(
                        config.jobs().concurrent(),
                        config.jobs().timeout().toMillis(),
                        config.device(),
                        config.engine(),
                        config.model().map(model -> "&model=RAW(" + model + ")").orElse(""));
    }

    /** The folder is set beside the URI, which takes no path as it is. */
    private void watchFolder() {
        LOG.info("watching {}, summaries go to {}", inbox.folder(), inbox.summaries());
        getContext().getRegistry().bind("csta-inbox-ready", (GenericFileFilter<Object>) this::isReady);
        FileEndpoint folder = (FileEndpoint) endpoint(
                "file:inbox?noop=true&idempotent=false&recursive=true&filter=#csta-inbox-ready&delay=%d&maxMessagesPerPoll=%d"
                        .formatted(config.inbox().poll().toMillis(), LARGEST_BATCH));
        folder.setFile(inbox.folder().toFile());
        folder.getConfiguration().setDirectory(inbox.folder().toString());
        from(folder)
                .routeId("inbox")
                .process(exchange -> inbox.take(
                        exchange.getMessage().getMandatoryBody(File.class).toPath()));
    }

    /** Camel's own paths have other separators than a name may have. */
    private boolean isReady(GenericFile<Object> file) {
        return file.isDirectory() || (file.getFile() instanceof File plain && inbox.isReady(plain.toPath()));
    }

    private void watchBucket() {
        bucket.check();
        LOG.info("watching s3://{}/{}", store.name(), config.s3().incoming());
        getContext().getRegistry().bind("csta-s3-client", store.client());
        // Naming a file keeps the endpoint from asking for the bucket, without whose answer nothing would start.
        String endpoint = "aws2-s3://%s?amazonS3Client=#csta-s3-client&fileName=unused".formatted(store.name());
        from("timer:bucket?period=%d".formatted(config.s3().poll().toMillis()))
                .routeId("bucket")
                .process(exchange -> bucket.takeNew());
        // Cached streams would be held in memory.
        getContext().setStreamCaching(false);
        from("direct:s3-download").routeId("s3-download").to(endpoint + "&operation=getObject&pojoRequest=true");
        from("direct:s3-upload")
                .routeId("s3-upload")
                .to(endpoint + "&multiPartUpload=true&partSize="
                        + config.s3().partSize().asLongValue());
        from("direct:job-s3")
                .routeId("job-s3")
                .filter(exchange -> !bucket.isSummarized(exchange))
                .process(bucket::download)
                .to(summarize())
                .end()
                .process(bucket::upload);
    }

    /** The same of a video that a client has sent, by the name that it gave. */
    private static void toPublicResult(Exchange exchange) {
        Job job = exchange.getProperty(CamelWork.JOB, Job.class);
        String name = job.source().name();
        exchange.getMessage().setBody(PublicJson.apply(job, name, FileNames.summary(name)));
    }

    /** The library's account of a summary, as much of it as a job keeps. */
    private static void toResult(Exchange exchange) throws Exception {
        Summary summary = exchange.getMessage().getMandatoryBody(Summary.class);
        Job job = exchange.getProperty(CamelWork.JOB, Job.class);
        exchange.getMessage()
                .setBody(new JobResult(
                        summary.summary().file(),
                        job.outputJson(),
                        summary.summary().duration(),
                        summary.summary().ratio(),
                        summary.summary().frames(),
                        summary.shots().size(),
                        summary.model().name()));
    }
}
