package io.csta.routes;

import io.csta.config.ServiceConfig;
import io.csta.jobs.Job;
import io.csta.jobs.JobJson;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells those who asked for it when their job has ended. */
@ApplicationScoped
public class Callbacks {

    private static final Logger LOG = LoggerFactory.getLogger(Callbacks.class);
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final Duration PATIENCE = Duration.ofDays(1);
    private static final int OK = 200;
    private static final int REDIRECTION = 300;

    private final List<String> hosts;
    private final HttpClient client = HttpClient.newBuilder()
            .connectTimeout(TIMEOUT)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    @Inject
    Callbacks(ServiceConfig service) {
        hosts = service.http().callbackHosts().orElse(List.of());
    }

    /** Whether a URL may be called: of HTTP, and of a host that the operator has named. */
    public boolean isAllowed(URI url) {
        String scheme = url.getScheme() == null ? "" : url.getScheme().toLowerCase(Locale.ROOT);
        if (!List.of("http", "https").contains(scheme) || url.getHost() == null || url.getUserInfo() != null) {
            return false;
        }
        String host = url.getHost().toLowerCase(Locale.ROOT);
        String withPort = host + ":" + url.getPort();
        return hosts.stream()
                .map(allowed -> allowed.toLowerCase(Locale.ROOT))
                .anyMatch(allowed -> allowed.equals(host) || allowed.equals(withPort));
    }

    /**
     * Tells the one who wants to be told.
     *
     * @throws UncheckedIOException if that has to be tried again; after a day it is given up
     */
    void tell(Job job) {
        Optional<URI> callback = job.request().callback().filter(this::isAllowed);
        if (callback.isEmpty()) {
            return;
        }
        try {
            HttpRequest request = HttpRequest.newBuilder(callback.get())
                    .timeout(TIMEOUT)
                    .header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofByteArray(JobJson.of(job)))
                    .build();
            int status =
                    client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
            if (status < OK || status >= REDIRECTION) {
                throw new IOException("it answered " + status);
            }
        } catch (IOException e) {
            Instant ended = job.status().ended().orElse(job.created());
            if (ended.plus(PATIENCE).isAfter(Instant.now())) {
                throw new UncheckedIOException("%s cannot be told: %s".formatted(callback.get(), e.getMessage()), e);
            }
            LOG.warn("job {}: {} could not be told for a day, and is given up", job.id(), callback.get());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
