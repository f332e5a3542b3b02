package io.csta.service.routes;

import io.csta.CstaException;
import io.csta.diagnosis.Doctor;
import io.csta.process.NativeMemory;
import io.csta.service.callback.Callbacks;
import io.csta.service.config.ServiceConfig;
import io.csta.service.folder.WatchedFolders;
import io.csta.service.http.JobView;
import io.csta.service.http.ModelStatus;
import io.csta.service.jobs.JobPipeline;
import io.csta.service.jobs.Jobs;
import io.csta.service.jobs.VideoSource;
import io.quarkus.arc.All;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.CamelEvent.CamelContextStartedEvent;
import org.apache.camel.spi.CamelEvent.CamelContextStoppingEvent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts the jobs after the routes, and stops them before the routes. The model is loaded in the background, because that
 * takes a while: until then, jobs are listed and queued.
 */
@ApplicationScoped
public class Lifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(Lifecycle.class);
    private static final double SECOND = 1e9;

    private final ServiceConfig config;
    private final CamelContext camel;
    private final Jobs jobs;
    private final WatchedFolders folders;
    private final ModelStatus model;
    private final CamelSummarizer summarizer;
    private final JobPipeline pipeline;

    @Inject
    Lifecycle(
            ServiceConfig config,
            CamelContext camel,
            Jobs jobs,
            WatchedFolders folders,
            ModelStatus model,
            @All List<VideoSource> sources,
            CamelSummarizer summarizer,
            Callbacks callbacks) {
        this.config = config;
        this.camel = camel;
        this.jobs = jobs;
        this.folders = folders;
        this.model = model;
        this.summarizer = summarizer;
        pipeline = new JobPipeline(sources, summarizer, job -> callbacks.send(job, JobView::json));
    }

    /** Before the service accepts connections. */
    void starting(@Observes StartupEvent event) {
        jobs.load();
        folders.open();
    }

    void started(@Observes CamelContextStartedEvent event) {
        Thread loader = new Thread(this::loadModel, "csta-model");
        loader.setDaemon(true);
        loader.start();
    }

    /** Loads the model and then starts the jobs. If it cannot be loaded, the service ends with an error. */
    private void loadModel() {
        long start = System.nanoTime();
        try {
            summarizer.start();
            long nanos = System.nanoTime() - start;
            LOG.info("{}", Doctor.startupLine(model.name(), config.engine(), config.device()));
            LOG.info("model {} ready after {} s", model.name(), String.format(Locale.ROOT, "%.1f", nanos / SECOND));
            model.loaded(Duration.ofNanos(nanos));
            releaseMemory();
        } catch (Exception | Error e) {
            if (camel.isStopping() || camel.isStopped()) {
                LOG.debug("stopped while the model was being loaded", e);
                return;
            }
            model.failed(new CstaException("the model %s cannot be loaded: %s".formatted(model.name(), reason(e)), e));
            Quarkus.asyncExit(1);
            return;
        }
        startJobs();
    }

    /** Loading leaves several times the size of the model behind, which an idle service would keep. */
    private static void releaseMemory() {
        System.gc();
        NativeMemory.trim();
    }

    private void startJobs() {
        try {
            jobs.start(pipeline);
        } catch (RuntimeException | Error e) {
            LOG.error("the jobs cannot be started: {}", reason(e), e);
            Quarkus.asyncExit(1);
        }
    }

    /** The innermost message of ours, which contains the remedy. */
    private static String reason(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof CstaException ours && ours.getMessage() != null) {
                return ours.getMessage();
            }
        }
        return thrown.toString();
    }

    void stopping(@Observes CamelContextStoppingEvent event) {
        jobs.stop();
    }
}
