package io.csta.service.jobs;

import io.csta.service.config.ServiceConfig;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Removes jobs that ended long ago, and those that exceed the size limit; newer jobs are kept first. Also removes the files
 * that sources no longer keep, of jobs that still exist.
 */
record Retention(ServiceConfig.Jobs config, JobRegistry registry, JobStore store, JobPipeline pipeline) {

    private static final Logger LOG = LoggerFactory.getLogger(Retention.class);

    /** Removes jobs that are too old or exceed the limit. Jobs that have not ended, or whose source was not notified yet, stay. */
    void clear() {
        Instant oldest = Instant.now().minus(config.keepFor());
        List<Job> newestFirst = registry.all().stream()
                .filter(job -> job.state().isEnd() && job.status().settled())
                .sorted(Comparator.comparing(Retention::ended).reversed())
                .toList();
        newestFirst.forEach(this::removeFiles);
        long taken = 0;
        for (Job job : newestFirst) {
            long size = store.size(job.id());
            boolean isOld = ended(job).isBefore(oldest) && !isNeeded(job);
            if (isOld || taken + size > config.keepAtMost().asLongValue()) {
                LOG.info("job {}, which ended at {}, is removed", job.id(), ended(job));
                registry.remove(job.id());
            } else {
                taken += size;
            }
        }
    }

    private void removeFiles(Job job) {
        registry.record(
                job.id(), status -> status.equals(job.status()) ? status.with(pipeline.removeExpired(job)) : status);
    }

    /** Also if it changed just now. */
    private boolean isNeeded(Job job) {
        return registry.find(job.id()).filter(pipeline::isNeeded).isPresent();
    }

    private static Instant ended(Job job) {
        return job.status().ended().orElse(job.created());
    }
}
