package io.csta.service.routes;

import io.csta.diagnosis.Doctor;
import io.csta.model.ModelStore;
import io.csta.service.config.ServiceConfig;
import io.csta.service.folder.Inbox;
import io.csta.service.jobs.JobWork;
import io.csta.service.jobs.Jobs;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
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
    private final JobWork work;

    @Inject
    Lifecycle(ServiceConfig config, Jobs jobs, Inbox inbox, JobWork work) {
        this.config = config;
        this.jobs = jobs;
        this.inbox = inbox;
        this.work = work;
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
        jobs.start(work);
    }

    void stopping(@Observes CamelContextStoppingEvent event) {
        jobs.stop();
    }
}
