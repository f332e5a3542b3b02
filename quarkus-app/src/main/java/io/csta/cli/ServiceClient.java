package io.csta.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.csta.CancelledException;
import io.csta.CstaException;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.regex.Pattern;

/** A client of a running service. */
final class ServiceClient {

    private static final String JOBS = "/api/summaries";
    private static final String QUEUE = "/api/queue";
    private static final String STORAGE = "/api/storage";
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final int NO_CONTENT = 204;
    private static final int FIRST_ERROR = 300;
    private static final int UNAVAILABLE = 503;

    /** Of a proxy in front of a service that does not respond. The body is not JSON. */
    private static final Set<Integer> GATEWAY_ERRORS = Set.of(502, 504);

    private static final Pattern WHOLE_ID = Pattern.compile("[0-9a-f]{32}");

    private final URI url;
    private final HttpClient client = HttpClient.newBuilder()
            .connectTimeout(TIMEOUT)
            .version(HttpClient.Version.HTTP_1_1)
            .build();

    ServiceClient(URI url) {
        this.url = url;
    }

    /** No service responds at the moment. */
    static final class UnavailableException extends CstaException {

        private UnavailableException(String message) {
            super(message);
        }

        private UnavailableException(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /**
     * The path of a job below that of all jobs.
     *
     * @param id its id, or the beginning of it that no other id has
     * @throws CstaException if no job or several jobs have such an id
     */
    String pathOf(String id) {
        if (WHOLE_ID.matcher(id).matches()) {
            return "/" + id;
        }
        JsonNode found = get("?limit=2&id=" + encoded(id));
        int number = found.path("total").asInt();
        String first = found.at("/items/0/id").asText();
        if (number == 0) {
            throw new CstaException(
                    "no job has an id that begins with '%s'; csta jobs list shows all ids".formatted(id));
        }
        if (number > 1) {
            throw new CstaException("the ids of %d jobs begin with '%s', for example %s and %s; use more digits"
                    .formatted(number, id, first, found.at("/items/1/id").asText()));
        }
        return "/" + first;
    }

    static String encoded(String part) {
        return URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /**
     * Sends a GET request.
     *
     * @param path below that of all jobs, with its query
     * @throws CstaException if no service responds, or it responds with an error
     */
    JsonNode get(String path) {
        return send(request(path).GET().build());
    }

    /**
     * Sends a POST request.
     *
     * @param path below that of all jobs
     * @throws CstaException if no service responds, or it responds with an error
     */
    JsonNode post(String path) {
        return send(request(path).POST(HttpRequest.BodyPublishers.noBody()).build());
    }

    /**
     * The queue.
     *
     * @throws CstaException if no service responds, or it responds with an error
     */
    JsonNode queue() {
        return send(requestOf(QUEUE).GET().build());
    }

    /**
     * Pauses or resumes the queue.
     *
     * @return the queue
     * @throws CstaException if no service responds, or it responds with an error
     */
    JsonNode setPaused(boolean paused) {
        return send(requestOf(QUEUE + (paused ? "/pause" : "/resume"))
                .POST(HttpRequest.BodyPublishers.noBody())
                .build());
    }

    /**
     * The disk space that the service uses.
     *
     * @throws CstaException if no service responds, or it responds with an error
     */
    JsonNode storage() {
        return send(requestOf(STORAGE).GET().build());
    }

    /**
     * Sends a DELETE request.
     *
     * @param path below that of all jobs
     * @return whether the resource is removed
     * @throws CstaException if no service responds, or it responds with an error
     */
    boolean delete(String path) {
        return exchange(request(path).DELETE().build()).statusCode() == NO_CONTENT;
    }

    private HttpRequest.Builder request(String path) {
        return requestOf(JOBS + path);
    }

    private HttpRequest.Builder requestOf(String path) {
        String base = url.toString().replaceFirst("/+$", "");
        return HttpRequest.newBuilder(URI.create(base + path)).timeout(TIMEOUT).header("Accept", "application/json");
    }

    private JsonNode send(HttpRequest request) {
        JsonNode answer = read(exchange(request).body());
        if (!answer.isObject()) {
            throw notOurs();
        }
        return answer;
    }

    /** The response, if it is not an error. */
    private HttpResponse<String> exchange(HttpRequest request) {
        HttpResponse<String> response;
        try {
            response = client.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UnavailableException(
                    "cannot connect to a service at %s; start one with csta serve, or specify another URL with --url"
                            .formatted(url),
                    e);
        } catch (InterruptedException e) {
            throw CancelledException.interrupted();
        }
        int status = response.statusCode();
        if (GATEWAY_ERRORS.contains(status)) {
            throw new UnavailableException(
                    "the service at %s does not respond: its proxy returned status %d".formatted(url, status));
        }
        if (status >= FIRST_ERROR) {
            String detail = read(response.body()).path("detail").asText("status %d".formatted(status));
            String message = "the service at %s returned an error: %s".formatted(url, detail);
            throw status == UNAVAILABLE ? new UnavailableException(message) : new CstaException(message);
        }
        return response;
    }

    private JsonNode read(String text) {
        try {
            return new ObjectMapper().readTree(text);
        } catch (JsonProcessingException e) {
            throw notOurs();
        }
    }

    private CstaException notOurs() {
        return new CstaException(
                "the server at %s is not a CSTA service; specify another URL with --url".formatted(url));
    }
}
