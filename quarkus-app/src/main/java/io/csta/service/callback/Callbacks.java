package io.csta.service.callback;

import io.csta.Backoff;
import io.csta.service.config.ServiceConfig;
import io.csta.service.jobs.Job;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.apache.camel.spi.CamelEvent.CamelContextStartedEvent;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notifies clients when their jobs end. Callbacks are independent, so a client that does not answer delays nothing. Each is
 * on disk until it is delivered or a day has passed; after a restart it may be delivered twice. Thread-safe.
 */
@ApplicationScoped
public class Callbacks {

    private static final Logger LOG = LoggerFactory.getLogger(Callbacks.class);
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final Backoff PAUSES = new Backoff(Duration.ofSeconds(2), Duration.ofMinutes(10));
    private static final Duration LONGEST_RETRYING = Duration.ofDays(1);
    private static final int LAST_PORT = 65_535;
    private static final int OK = 200;
    private static final int REDIRECTION = 300;

    private final List<String> hosts;
    private final CallbackStore store;
    private final Optional<WebhookSignature> signature;
    private final String agent;
    private final MeterRegistry metrics;
    private final Map<String, PendingCallback> pending = new ConcurrentHashMap<>();
    private final ScheduledExecutorService clock =
            Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "csta-callbacks"));
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(TIMEOUT)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    @Inject
    Callbacks(
            ServiceConfig service,
            @ConfigProperty(name = "quarkus.application.version") String version,
            MeterRegistry metrics) {
        signature = service.http().callbackSecret().map(WebhookSignature::of);
        agent = "Camel-CSTA/" + version;
        this.metrics = metrics;
        hosts = service.http().callbackHosts().orElse(List.of());
        store = new CallbackStore(service.data().resolve("callbacks"));
    }

    /** Continues the callbacks of the previous run. */
    void start(@Observes CamelContextStartedEvent event) {
        store.load().forEach(this::begin);
    }

    @PreDestroy
    void stop() {
        clock.shutdownNow();
    }

    /** Whether a URL may be called: HTTP, to a host in {@code csta.http.callback-hosts}. */
    public boolean isAllowed(URI url) {
        String scheme = url.getScheme() == null ? "" : url.getScheme().toLowerCase(Locale.ROOT);
        if (!List.of("http", "https").contains(scheme)
                || url.getHost() == null
                || url.getUserInfo() != null
                || url.getPort() > LAST_PORT) {
            return false;
        }
        String host = url.getHost().toLowerCase(Locale.ROOT);
        String withPort = host + ":" + url.getPort();
        return hosts.stream()
                .map(allowed -> allowed.toLowerCase(Locale.ROOT))
                .anyMatch(allowed -> allowed.equals(host) || allowed.equals(withPort));
    }

    /**
     * Sends the callback of a job that ended, if one was requested.
     *
     * @param format the JSON of a job
     * @throws io.csta.OutputException if it cannot be written; then it is not sent
     */
    public void send(Job job, Function<Job, byte[]> format) {
        job.request().callback().ifPresent(url -> {
            Callback callback = Callback.of(job, url, format.apply(job));
            store.save(callback);
            begin(callback);
        });
    }

    /** The callbacks that have not been delivered, oldest first. */
    public List<PendingCallback> pending() {
        return pending.values().stream()
                .sorted(Comparator.comparing(PendingCallback::created).thenComparing(PendingCallback::id))
                .toList();
    }

    private void begin(Callback callback) {
        if (pending.putIfAbsent(callback.name(), PendingCallback.of(callback)) == null) {
            attempt(callback);
        }
    }

    private void attempt(Callback callback) {
        if (!isAllowed(callback.url())) {
            giveUp(callback, "the host is no longer in csta.http.callback-hosts");
            return;
        }
        var unused = client.sendAsync(request(callback), head -> new IgnoredBody(TIMEOUT))
                .whenComplete((answer, failure) -> {
                    if (failure != null) {
                        again(callback, reason(failure));
                    } else if (answer.statusCode() < OK || answer.statusCode() >= REDIRECTION) {
                        again(callback, "status " + answer.statusCode());
                    } else {
                        count("delivered");
                        end(callback);
                    }
                });
    }

    private HttpRequest request(Callback callback) {
        Instant now = Instant.now();
        HttpRequest.Builder request = HttpRequest.newBuilder(callback.url())
                .timeout(TIMEOUT)
                .header("Content-Type", "application/json")
                .header("User-Agent", agent)
                .header("webhook-id", callback.name())
                .header("webhook-timestamp", Long.toString(now.getEpochSecond()))
                .POST(HttpRequest.BodyPublishers.ofString(callback.body()));
        signature.ifPresent(key -> request.header("webhook-signature", key.of(callback.name(), now, callback.body())));
        return request.build();
    }

    private static String reason(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        return cause.getMessage() == null ? "no connection" : cause.getMessage();
    }

    private void again(Callback callback, String why) {
        count("failed");
        if (callback.ended().plus(LONGEST_RETRYING).isBefore(Instant.now())) {
            giveUp(callback, "not delivered within a day: " + why);
            return;
        }
        PendingCallback before = pending.getOrDefault(callback.name(), PendingCallback.of(callback));
        Duration pause = PAUSES.after(before.attempts() + 1);
        pending.put(callback.name(), before.failed(why, Instant.now().plus(pause)));
        if (before.attempts() == 0) {
            LOG.warn("job {}: the callback to {} failed: {}; retrying", callback.job(), callback.recipient(), why);
        }
        try {
            var unused = clock.schedule(() -> attempt(callback), pause.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            LOG.debug("left for the next run", e);
        }
    }

    private void giveUp(Callback callback, String why) {
        count("abandoned");
        LOG.warn("job {}: giving up on the callback to {}: {}", callback.job(), callback.recipient(), why);
        end(callback);
    }

    private void end(Callback callback) {
        store.remove(callback);
        pending.remove(callback.name());
    }

    private void count(String outcome) {
        Counter.builder("csta.callbacks")
                .description("Attempts to deliver callbacks, and callbacks that were abandoned")
                .tags("outcome", outcome)
                .register(metrics)
                .increment();
    }
}
