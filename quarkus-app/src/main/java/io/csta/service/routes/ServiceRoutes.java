package io.csta.service.routes;

import io.csta.service.config.BucketSettings;
import io.csta.service.config.FolderSettings;
import io.csta.service.config.ServiceConfig;
import io.csta.service.folder.Inbox;
import io.csta.service.folder.WatchedFolders;
import io.csta.service.s3.BucketPoller;
import io.csta.service.s3.BucketRoutes;
import io.csta.service.s3.WatchedBuckets;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.File;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.file.FileEndpoint;
import org.apache.camel.component.file.GenericFile;
import org.apache.camel.component.file.GenericFileFilter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All routes of the service, except for the one of {@link CamelSummarizer}, which is added when the model is loaded.
 *
 * <pre>
 * folders → inbox  ┐
 * buckets → bucket ┼ jobs, on disk → job → csta:summarize
 * uploads ─────────┘
 * </pre>
 */
@ApplicationScoped
public class ServiceRoutes extends RouteBuilder {

    private static final Logger LOG = LoggerFactory.getLogger(ServiceRoutes.class);
    private static final int LARGEST_BATCH = 100;

    private final ServiceConfig config;
    private final WatchedFolders folders;
    private final WatchedBuckets buckets;

    @Inject
    ServiceRoutes(ServiceConfig config, WatchedFolders folders, WatchedBuckets buckets) {
        this.config = config;
        this.folders = folders;
        this.buckets = buckets;
    }

    @Override
    public void configure() {
        // The code that sends a message to a route handles its failure.
        errorHandler(noErrorHandler());
        folders.watched().forEach(this::watchFolder);
        buckets.check();
        buckets.all().forEach(this::watchBucket);
    }

    /** The folder is set on the endpoint, because a path would have to be escaped in its URI. */
    private void watchFolder(Inbox inbox) {
        FolderSettings settings = inbox.settings();
        String route = settings.name().map("inbox-%s"::formatted).orElse("inbox");
        LOG.info("watching {}; summaries are written to {}", settings.path(), settings.summaries());
        getContext().getRegistry().bind("csta-%s-ready".formatted(route), (GenericFileFilter<Object>)
                file -> isReady(file, inbox));
        FileEndpoint folder = (FileEndpoint) endpoint(
                "file:%1$s?noop=true&idempotent=false&recursive=true&filter=#csta-%1$s-ready&delay=%2$d&maxMessagesPerPoll=%3$d"
                        .formatted(route, config.inbox().poll().toMillis(), LARGEST_BATCH));
        folder.setFile(settings.path().toFile());
        folder.getConfiguration().setDirectory(settings.path().toString());
        from(folder)
                .routeId(route)
                .process(exchange -> inbox.take(
                        exchange.getMessage().getMandatoryBody(File.class).toPath()));
    }

    /** Camel's own paths have other separators than a name may have. */
    private static boolean isReady(GenericFile<Object> file, Inbox inbox) {
        if (!(file.getFile() instanceof File plain)) {
            return false;
        }
        return file.isDirectory() ? inbox.isSearched(plain.toPath()) : inbox.isReady(plain.toPath());
    }

    private void watchBucket(BucketPoller bucket) {
        BucketSettings settings = bucket.settings();
        BucketRoutes routes = bucket.routes();
        LOG.info("watching s3://{}/{}", settings.bucket(), settings.incoming());
        String client = "csta-%s-client".formatted(routes.poll());
        getContext().getRegistry().bind(client, bucket.store().client());
        // With a file name, the endpoint does not check the bucket, which would keep the service from starting in an
        // outage.
        String endpoint = "aws2-s3://%s?amazonS3Client=#%s&fileName=unused".formatted(settings.bucket(), client);
        from("timer:%s?period=%d".formatted(routes.poll(), config.s3().poll().toMillis()))
                .routeId(routes.poll())
                .process(exchange -> bucket.takeNew());
        // Cached streams would be held in memory.
        getContext().setStreamCaching(false);
        from("direct:" + routes.download())
                .routeId(routes.download())
                .to(endpoint + "&operation=getObject&pojoRequest=true");
        from("direct:" + routes.upload())
                .routeId(routes.upload())
                .to(endpoint + "&multiPartUpload=true&partSize="
                        + config.s3().partSize().asLongValue());
    }
}
