package io.csta.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Watches a job of a server that restarts. JobsCommandIT watches jobs of the service. */
class WatchCommandTest {

    private static final String ID = "5f3c9a0d6a1e4b7c8d2e1f0a9b8c7d6e";
    private static final String LOST = "";
    private static final String STARTING = "{\"detail\":\"the service is starting or stopping; try again soon\"}";

    private final Queue<String> responses = new ArrayDeque<>();
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/api/summaries/" + ID, this::respond);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private void respond(HttpExchange exchange) throws IOException {
        try (exchange) {
            String response = responses.remove();
            if (!response.equals(LOST)) {
                byte[] body = response.getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(response.equals(STARTING) ? 503 : 200, body.length);
                exchange.getResponseBody().write(body);
            }
        }
    }

    private static String job(String state, String stage, double fraction, String more) {
        return ("{'id':'%s','state':'%s','created':'2026-11-26T10:43:39Z','source':{'name':'a.mp4','type':'http'},"
                        + "'progress':{'stage':'%s','fraction':%s}%s}")
                .formatted(ID, state, stage, fraction, more)
                .replace('\'', '"');
    }

    private int watch() {
        String url = "http://127.0.0.1:" + server.getAddress().getPort();
        return CommandLines.create()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute("jobs", "watch", ID, "--url", url);
    }

    @Test
    void job_ofAServiceThatRestarts_isWatchedToItsEnd() {
        responses.addAll(List.of(
                job("running", "features", 0.25, ""), LOST, STARTING, job("done", "ended", 1, ",\"attempts\":2")));
        assertThat(watch()).isZero();
        assertThat(err).hasToString("a.mp4:  25 %%, processing frames%n".formatted());
        assertThat(out.toString()).contains(ID, "done", "attempts  2");
    }

    @Test
    void job_thatEndsWithoutASummary_isAFailure() {
        responses.addAll(List.of(
                job("queued", "waiting", 0, ""),
                job("failed", "ended", 0, ",\"error\":{\"message\":\"a.mp4 is empty\"}")));
        assertThat(watch()).isEqualTo(1);
        assertThat(err).hasToString("a.mp4:   0 %%, queued%ncsta: job %s failed: a.mp4 is empty%n".formatted(ID));
        assertThat(out.toString()).isEmpty();

        responses.add(job("cancelled", "ended", 0, ""));
        assertThat(watch()).isEqualTo(1);
        assertThat(err.toString())
                .endsWith("job %s was cancelled; csta jobs retry %s starts it again%n".formatted(ID, ID));
    }
}
