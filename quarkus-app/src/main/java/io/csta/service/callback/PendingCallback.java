package io.csta.service.callback;

import java.time.Instant;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A callback that has not been delivered yet.
 *
 * @param id the id of the delivery, the same for all attempts
 * @param job the id of the job
 * @param recipient the scheme, host and port of its URL, the rest of which may be a secret
 * @param created when the job ended
 * @param attempts the number of failed attempts since the service started
 * @param error why the last attempt failed
 * @param nextAttempt when it is sent again
 */
@Schema(
        description = "A callback that has not been delivered yet.",
        requiredProperties = {"id", "job", "recipient", "created", "attempts"})
public record PendingCallback(
        String id,
        String job,
        String recipient,
        Instant created,
        int attempts,
        Optional<String> error,
        Optional<Instant> nextAttempt) {

    static PendingCallback of(Callback callback) {
        return new PendingCallback(
                callback.name(),
                callback.job(),
                callback.recipient(),
                callback.ended(),
                0,
                Optional.empty(),
                Optional.empty());
    }

    PendingCallback failed(String why, Instant next) {
        return new PendingCallback(id, job, recipient, created, attempts + 1, Optional.of(why), Optional.of(next));
    }
}
