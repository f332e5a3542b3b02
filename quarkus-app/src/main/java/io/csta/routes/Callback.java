package io.csta.routes;

import io.csta.jobs.Job;
import io.csta.jobs.JobJson;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/**
 * What somebody is still to be told.
 *
 * @param job the id of the job
 * @param url who is told
 * @param ended when the job ended
 * @param body the job as it was then, as JSON
 */
record Callback(String job, URI url, Instant ended, String body) {

    static Callback of(Job job, URI url) {
        return new Callback(
                job.id(),
                url,
                job.status().ended().orElse(job.created()),
                new String(JobJson.of(job), StandardCharsets.UTF_8));
    }

    /** Its name, like no other one's: a job that begins anew ends anew. */
    String name() {
        return job + "-" + ended.toEpochMilli();
    }
}
