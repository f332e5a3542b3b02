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

/** A client of a running service. */
final class ServiceClient {

    private static final String JOBS = "/api/summaries";
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final int FIRST_ERROR = 300;

    private final URI url;
    private final HttpClient client = HttpClient.newBuilder()
            .connectTimeout(TIMEOUT)
            .version(HttpClient.Version.HTTP_1_1)
            .build();

    ServiceClient(URI url) {
        this.url = url;
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

    private HttpRequest.Builder request(String path) {
        String base = url.toString().replaceFirst("/+$", "");
        return HttpRequest.newBuilder(URI.create(base + JOBS + path))
                .timeout(TIMEOUT)
                .header("Accept", "application/json");
    }

    private JsonNode send(HttpRequest request) {
        HttpResponse<String> response;
        try {
            response = client.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new CstaException(
                    "cannot connect to a service at %s; start one with csta serve, or specify another URL with --url"
                            .formatted(url),
                    e);
        } catch (InterruptedException e) {
            throw CancelledException.interrupted();
        }
        JsonNode answer = read(response.body());
        if (response.statusCode() >= FIRST_ERROR) {
            String detail = answer.path("detail").asText("status %d".formatted(response.statusCode()));
            throw new CstaException("the service at %s returned an error: %s".formatted(url, detail));
        }
        if (!answer.isObject()) {
            throw notOurs();
        }
        return answer;
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
