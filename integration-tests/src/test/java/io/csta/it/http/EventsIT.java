package io.csta.it.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.csta.it.cli.Csta;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

@ResourceLock(Shared.LOCK)
class EventsIT {

    private final Client client = Shared.CLIENT;

    @TempDir
    Path folder;

    @Test
    void events_ofAJob_tellProgressAndEndWithIt() throws IOException {
        String id = client.submit(FormBody.of(Clips.SHORT)).path("id").asText();
        Client.Answer answer = client.get(Client.JOBS + "/" + id + "/events").is(200);
        assertThat(answer.header("Content-Type")).startsWith("text/event-stream");
        List<String> names = new ArrayList<>();
        List<JsonNode> jobs = new ArrayList<>();
        for (String line : answer.text().lines().toList()) {
            if (line.startsWith("event:")) {
                names.add(line.substring("event:".length()).strip());
            } else if (line.startsWith("data:")) {
                jobs.add(new ObjectMapper().readTree(line.substring("data:".length())));
            }
        }
        assertThat(names)
                .hasSameSizeAs(jobs)
                .endsWith("end")
                .filteredOn("end"::equals)
                .hasSize(1);
        assertThat(names).filteredOn("progress"::equals).isNotEmpty();
        assertThat(jobs).allMatch(job -> job.path("id").asText().equals(id));
        assertThat(jobs.get(jobs.size() - 1).path("state").asText()).isEqualTo("done");
        assertThat(jobs)
                .extracting(job -> job.at("/progress/fraction").asDouble())
                .isSorted();
    }

    @Test
    void progress_ofARunningJob_reachesEventsJsonMetricsAndCommandLine() throws IOException {
        String id = client.submit(FormBody.of(Clips.LONG).option("segmentation", "full"))
                .path("id")
                .asText();
        List<JsonNode> between = progressOfTheFirstSteps(id);
        assertThat(between).extracting(job -> job.path("state").asText()).containsOnly("running");
        assertThat(between)
                .extracting(job -> job.at("/progress/stage").asText())
                .containsOnly("features");
        assertThat(between)
                .extracting(job -> job.at("/progress/frames_per_second").asDouble())
                .allMatch(speed -> speed > 0);
        assertThat(between).anyMatch(job -> job.at("/progress/seconds_left").asDouble() > 0);

        assertThat(client.job(id).at("/progress/fraction").asDouble()).isBetween(0.001, 0.999);
        await().atMost(Duration.ofMinutes(1))
                .until(() -> client.get("/q/metrics").is(200).text().lines().anyMatch(EventsIT::isSpeed));
        assertThat(Csta.in(folder)
                        .environment(Map.of("CSTA_URL", Shared.SERVICE.url().toString()))
                        .run("jobs", "list", "--state", "running")
                        .succeeded()
                        .out()
                        .lines())
                .filteredOn(line -> line.contains(id))
                .singleElement()
                .asString()
                .containsPattern("[1-9]\\d? %");
        client.post(Client.JOBS + "/" + id + "/cancel").is(202);
    }

    private static boolean isSpeed(String line) {
        return line.startsWith("csta_frames_per_second ")
                && Double.parseDouble(line.substring(line.indexOf(' ') + 1)) > 0;
    }

    /** Reads events until there were five different fractions between start and end, of which one is at least 2 %. */
    private List<JsonNode> progressOfTheFirstSteps(String id) throws IOException {
        List<JsonNode> between = new ArrayList<>();
        Set<Double> fractions = new TreeSet<>();
        URI events = Shared.SERVICE.url(Client.JOBS + "/" + id + "/events");
        try (BufferedReader reader =
                new BufferedReader(new InputStreamReader(events.toURL().openStream(), StandardCharsets.UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                if (line.startsWith("data:")) {
                    JsonNode job = new ObjectMapper().readTree(line.substring("data:".length()));
                    double fraction = job.at("/progress/fraction").asDouble();
                    if (fraction > 0 && fraction < 1) {
                        between.add(job);
                        fractions.add(fraction);
                    }
                    if (fractions.size() >= 5 && fraction > 0.03) {
                        return between;
                    }
                }
            }
        }
        throw new AssertionError("only the fractions " + fractions);
    }

    @Test
    void events_ofAnEndedJob_tellTheEndAtOnce() {
        String id = client.submit(FormBody.of(Clips.TINY)).path("id").asText();
        client.end(id);
        assertThat(client.get(Client.JOBS + "/" + id + "/events").is(200).text())
                .startsWith("event:end")
                .contains("\"state\":\"done\"");
    }

    @Test
    void clientThatDoesNotRead_doesNotHoldUpTheWork() throws IOException {
        String id = client.submit(FormBody.of(Clips.SHORT).option("segmentation", "full"))
                .path("id")
                .asText();
        List<Socket> sockets = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            Socket socket = new Socket(
                    Shared.SERVICE.url().getHost(), Shared.SERVICE.url().getPort());
            socket.setReceiveBufferSize(1024);
            socket.getOutputStream()
                    .write("GET %s/%s/events HTTP/1.1\r\nHost: localhost\r\n\r\n"
                            .formatted(Client.JOBS, id)
                            .getBytes(StandardCharsets.US_ASCII));
            sockets.add(socket);
        }
        sockets.get(0).close();
        assertThat(client.end(id).path("state").asText()).isEqualTo("done");
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(readable(sockets.get(1))).contains("event:end"));
        for (Socket socket : sockets) {
            socket.close();
        }
        assertThat(Shared.SERVICE.log()).doesNotContain("Exception in SSE");
    }

    private static String readable(Socket socket) throws IOException {
        InputStream in = socket.getInputStream();
        byte[] buffer = new byte[1 << 20];
        StringBuilder text = new StringBuilder();
        socket.setSoTimeout(2000);
        try {
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                text.append(new String(buffer, 0, count, StandardCharsets.UTF_8));
                if (text.indexOf("event:end") >= 0) {
                    break;
                }
            }
        } catch (SocketTimeoutException nothingMore) {
            return text.toString();
        }
        return text.toString();
    }
}
