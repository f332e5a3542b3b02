package io.csta.it.s3;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.csta.it.service.Service;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/** A service that watches a bucket. Its jobs are read from disk. */
final class WatchedBucket implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration PERIOD = Duration.ofMillis(50);

    private final Path data;
    private final Service service;

    private WatchedBucket(Path data, Service service) {
        this.data = data;
        this.service = service;
    }

    /** Starts it on a bucket at some place, with further options. */
    static WatchedBucket start(Path data, URI endpoint, String... options) {
        List<String> all = new ArrayList<>(List.of(
                "csta.s3.bucket=" + S3Server.BUCKET,
                "csta.s3.endpoint=" + endpoint,
                "csta.s3.poll=0.3S",
                "csta.s3.timeout=2S",
                "csta.jobs.retry-delay=0.5S",
                "csta.inbox.enabled=false"));
        all.addAll(S3Server.credentials());
        all.addAll(List.of(options));
        return new WatchedBucket(data, Service.start(data, all.toArray(String[]::new)));
    }

    Service service() {
        return service;
    }

    /** The readiness check of the bucket. The service stays ready, whatever its state. */
    JsonNode readiness() {
        return readiness("bucket");
    }

    /** A readiness check by its name. */
    JsonNode readiness(String name) {
        try {
            JsonNode health =
                    new ObjectMapper().readTree(service.url("/q/health/ready").toURL());
            for (JsonNode check : health.path("checks")) {
                if (check.path("name").asText().equals(name)) {
                    return check;
                }
            }
            throw new AssertionError("no check %s: %s".formatted(name, health));
        } catch (IOException e) { // also because of any other status than 200
            throw new UncheckedIOException(service.log(), e);
        }
    }

    /** All jobs, as they are on disk. */
    List<JsonNode> jobs() {
        try (Stream<Path> folders = Files.list(data.resolve("jobs"))) {
            return folders.map(folder -> folder.resolve("job.json"))
                    .filter(Files::exists)
                    .map(WatchedBucket::read)
                    .filter(Objects::nonNull)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode read(Path file) {
        try {
            return new ObjectMapper().readTree(file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The jobs of a key. */
    List<JsonNode> jobs(String key) {
        return jobs().stream()
                .filter(job -> job.at("/source/key").asText().equals(key))
                .toList();
    }

    /** Waits until there is a job of a key, and all of them are settled; gives the state of each. */
    List<String> awaitEnd(String key) {
        await(() -> !jobs(key).isEmpty()
                && jobs(key).stream().allMatch(job -> job.at("/status/settled").asBoolean()));
        return jobs(key).stream()
                .map(job -> job.at("/status/state").asText())
                .sorted()
                .toList();
    }

    /** Waits until that many jobs exist and are done. */
    void awaitDone(int count) {
        await(() -> jobs().size() == count
                && jobs().stream().allMatch(job -> job.at("/status/settled").asBoolean()));
        assertThat(jobs())
                .as(service.log())
                .allMatch(job -> job.at("/status/state").asText().equals("done"));
    }

    /** Waits for a text in the log. */
    void awaitLog(String words) {
        await(() -> service.log().contains(words));
    }

    /** Waits for something. */
    void await(BooleanSupplier condition) {
        try {
            Awaitility.await()
                    .atMost(PATIENCE)
                    .pollInterval(PERIOD)
                    .until(() -> condition.getAsBoolean() || !service.isAlive());
        } catch (ConditionTimeoutException e) {
            throw new AssertionError("%s%n%s%n%s".formatted(e.getMessage(), service.log(), jobs()), e);
        }
        assertThat(service.isAlive()).as(service.log()).isTrue();
    }

    /** Waits as long as two objects of one content need to differ in their times, which count seconds. */
    void pauseUntilTheNextSecond() {
        long now = Instant.now().getEpochSecond();
        await(() -> Instant.now().getEpochSecond() > now);
    }

    /** How many lines of its log have these words. */
    long lines(String words) {
        return service.log().lines().filter(line -> line.contains(words)).count();
    }

    @Override
    public void close() {
        service.close();
    }
}
