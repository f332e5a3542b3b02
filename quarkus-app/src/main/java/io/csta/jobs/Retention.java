package io.csta.jobs;

import io.csta.config.ServiceConfig;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Removes jobs that ended long ago, and those for which there is no room beside newer ones. */
final class Retention {

    private static final Logger LOG = LoggerFactory.getLogger(Retention.class);

    private final ServiceConfig.Jobs config;
    private final JobRegistry book;
    private final JobStore store;

    Retention(ServiceConfig.Jobs config, JobRegistry book, JobStore store) {
        this.config = config;
        this.book = book;
        this.store = store;
    }

    /** Removes what is too old or too much. Jobs that have not ended, or whose source was not told yet, stay. */
    void clear() {
        Instant oldest = Instant.now().minus(config.keepFor());
        List<Job> newestFirst = book.all().stream()
                .filter(job -> job.state().isEnd() && job.status().settled())
                .sorted(Comparator.comparing(Retention::ended).reversed())
                .toList();
        long taken = 0;
        for (Job job : newestFirst) {
            long size = store.size(job.id());
            if (ended(job).isBefore(oldest)
                    || taken + size > config.keepAtMost().asLongValue()) {
                LOG.info("job {} ended at {} and is removed", job.id(), ended(job));
                book.remove(job.id());
            } else {
                taken += size;
            }
        }
    }

    private static Instant ended(Job job) {
        return job.status().ended().orElse(job.created());
    }
}
