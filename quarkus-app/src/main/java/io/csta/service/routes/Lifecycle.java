package io.csta.service.routes;

import io.csta.diagnosis.Doctor;
import io.csta.model.ModelStore;
import io.csta.service.callback.Callbacks;
import io.csta.service.config.ServiceConfig;
import io.csta.service.folder.Inbox;
import io.csta.service.http.JobView;
import io.csta.service.jobs.JobPipeline;
import io.csta.service.jobs.Jobs;
import io.csta.service.jobs.VideoSource;
import io.csta.service.jobs.VideoSummarizer;
import io.quarkus.arc.All;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.List;
import org.apache.camel.spi.CamelEvent.CamelContextStartedEvent;
import org.apache.camel.spi.CamelEvent.CamelContextStoppingEvent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts the jobs after the routes, and stops them before the routes. */
@ApplicationScoped
public class Lifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(Lifecycle.class);

    private final ServiceConfig config;
    private final Jobs jobs;
    private final Inbox inbox;
    private final JobPipeline pipeline;

    @Inject
    Lifecycle(
            ServiceConfig config,
            Jobs jobs,
            Inbox inbox,
            @All List<VideoSource> sources,
            VideoSummarizer summarizer,
            Callbacks callbacks) {
        this.config = config;
        this.jobs = jobs;
        this.inbox = inbox;
        pipeline = new JobPipeline(sources, summarizer, job -> callbacks.send(job, JobView::json));
    }

    /** Before the service accepts connections. */
    void starting(@Observes StartupEvent event) {
        jobs.load();
        if (config.inbox().enabled()) {
            inbox.open();
        }
    }

    void started(@Observes CamelContextStartedEvent event) {
        LOG.info("{}", Doctor.startupLine(config.model().orElse(ModelStore.DEFAULT), config.engine(), config.device()));
        jobs.start(pipeline);
    }

    void stopping(@Observes CamelContextStoppingEvent event) {
        jobs.stop();
    }
}
