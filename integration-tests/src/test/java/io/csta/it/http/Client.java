package io.csta.it.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.csta.it.service.Service;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** Somebody who uses the API. */
final class Client {

    static final String JOBS = "/api/summaries";

    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> ENDS = Set.of("done", "failed", "cancelled");

    private final Service service;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    Client(Service service) {
        this.service = service;
    }

    /**
     * What the service said.
     *
     * @param status its status
     * @param raw the response
     */
    record Answer(int status, HttpResponse<byte[]> raw) {

        String header(String name) {
            return raw.headers().firstValue(name).orElse("");
        }

        byte[] bytes() {
            return raw.body();
        }

        String text() {
            return new String(raw.body(), StandardCharsets.UTF_8);
        }

        JsonNode json() {
            try {
                return JSON.readTree(raw.body());
            } catch (IOException e) {
                throw new UncheckedIOException(text(), e);
            }
        }

        Answer is(int expected) {
            assertThat(status).as(text()).isEqualTo(expected);
            return this;
        }

        /** Fails unless it is an error as in RFC 9457 that reveals nothing about this machine. */
        Answer isProblem(int expected) {
            is(expected);
            assertThat(header("Content-Type")).as(text()).startsWith("application/problem+json");
            String code = json().path("code").asText();
            assertThat(code).matches("[a-z]+(-[a-z]+)*");
            assertThat(json().path("type").asText()).isEqualTo("/api/problems/" + code);
            assertThat(json().path("title").asText()).isNotBlank();
            assertThat(json().path("status").asInt()).isEqualTo(expected);
            assertThat(json().path("detail").asText()).isNotBlank();
            assertThat(json().path("instance").asText()).startsWith("/");
            assertThat(text()).doesNotContain("Exception", "csta-data", "java.", "/tmp/");
            return this;
        }

        /** The same of a kind. */
        Answer isProblem(int expected, String code) {
            isProblem(expected);
            assertThat(json().path("code").asText()).as(text()).isEqualTo(code);
            return this;
        }
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(path.startsWith("http") ? URI.create(path) : service.url(path))
                .timeout(PATIENCE);
    }

    Answer send(HttpRequest.Builder request) {
        try {
            HttpResponse<byte[]> response = http.send(request.build(), BodyHandlers.ofByteArray());
            return answer(response);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    CompletableFuture<Answer> sendLater(HttpRequest.Builder request) {
        return http.sendAsync(request.build(), BodyHandlers.ofByteArray()).thenApply(this::answer);
    }

    private Answer answer(HttpResponse<byte[]> response) {
        assertThat(response.statusCode()).as(() -> service.log()).isNotEqualTo(500);
        return new Answer(response.statusCode(), response);
    }

    Answer get(String path, String... headers) {
        HttpRequest.Builder request = request(path);
        if (headers.length > 0) {
            request.headers(headers);
        }
        return send(request.GET());
    }

    Answer post(String path, BodyPublisher body, String type) {
        return send(request(path).header("Content-Type", type).POST(body));
    }

    Answer post(String path) {
        return send(request(path).POST(BodyPublishers.noBody()));
    }

    Answer postJson(String json) {
        return post(JOBS, BodyPublishers.ofString(json), "application/json");
    }

    HttpRequest.Builder upload(FormBody form) {
        return request(JOBS).header("Content-Type", FormBody.TYPE).POST(form.end());
    }

    /** Sends a form, and expects a job. */
    JsonNode submit(FormBody form) {
        Answer answer = send(upload(form)).is(202);
        assertThat(answer.header("Location"))
                .endsWith(answer.json().at("/links/self").asText());
        return answer.json();
    }

    Answer delete(String path) {
        return send(request(path).DELETE());
    }

    JsonNode job(String id) {
        return get(JOBS + "/" + id).is(200).json();
    }

    /** Waits for the end of a job. */
    JsonNode end(String id) {
        await("job " + id)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(100))
                .until(() -> ENDS.contains(job(id).path("state").asText()));
        return job(id);
    }

    /** Waits for a job to be in work. */
    void awaitRunning(String id) {
        await("job " + id).atMost(PATIENCE).pollInterval(Duration.ofMillis(50)).until(() -> job(id).path("state")
                .asText()
                .equals("running"));
    }
}
