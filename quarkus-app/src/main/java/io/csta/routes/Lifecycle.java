package io.csta.routes;

import io.csta.config.ServiceConfig;
import io.csta.diagnosis.Doctor;
import io.csta.jobs.Jobs;
import io.csta.model.ModelStore;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import org.apache.camel.spi.CamelEvent.CamelContextStartedEvent;
import org.apache.camel.spi.CamelEvent.CamelContextStoppingEvent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Begins with the jobs when the routes are there, and ends before they do. */
@ApplicationScoped
public class Lifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(Lifecycle.class);

    private final ServiceConfig config;
    private final Jobs jobs;
    private final Inbox inbox;

    @Inject
    Lifecycle(ServiceConfig config, Jobs jobs, Inbox inbox) {
        this.config = config;
        this.jobs = jobs;
        this.inbox = inbox;
    }

    /** Before anybody can ask for a job. */
    void starting(@Observes StartupEvent event) {
        jobs.load();
        if (config.inbox().enabled()) {
            inbox.check();
            inbox.open();
        }
    }

    void started(@Observes CamelContextStartedEvent event) {
        LOG.info("{}", Doctor.startupLine(config.model().orElse(ModelStore.DEFAULT), config.engine(), config.device()));
        jobs.start();
    }

    void stopping(@Observes CamelContextStoppingEvent event) {
        jobs.stop();
    }
}
