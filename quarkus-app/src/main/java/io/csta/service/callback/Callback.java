package io.csta.service.callback;

import io.csta.service.jobs.Job;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/**
 * A notification that has not been delivered yet: a job ended.
 *
 * @param job the id of the job
 * @param url the recipient
 * @param ended when the job ended
 * @param body the job at that time, as JSON
 */
@RegisterForReflection
record Callback(String job, URI url, Instant ended, String body) {

    static Callback of(Job job, URI url, byte[] body) {
        return new Callback(
                job.id(), url, job.status().ended().orElse(job.created()), new String(body, StandardCharsets.UTF_8));
    }

    /** The scheme, host and port of its URL, for logs and clients. */
    String recipient() {
        return url.getScheme() + "://" + url.getAuthority();
    }

    /** A unique name: a job that starts again has another end. */
    String name() {
        return job + "-" + ended.toEpochMilli();
    }
}
