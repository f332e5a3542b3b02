package io.csta.it.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpServer;
import io.csta.it.service.Service;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ResourceLock(Shared.LOCK)
class CallbackIT {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Client client = Shared.CLIENT;
    private final List<String> told = new CopyOnWriteArrayList<>();
    private final List<Headers> headers = new CopyOnWriteArrayList<>();

    @TempDir
    private Path folder;

    @Test
    void callback_isToldOfTheEnd_asOftenAsItTakes() throws IOException {
        HttpServer server = listen(0, 500);
        try {
            String id = submit(client, server.getAddress().getPort());
            await().atMost(PATIENCE).until(() -> told.size() >= 2);
            JsonNode job = new ObjectMapper().readTree(told.get(1));
            assertThat(job.path("id").asText()).isEqualTo(id);
            assertThat(job.path("state").asText()).isEqualTo("done");
            assertThat(told.get(1)).doesNotContain(Shared.DATA.toString());
            assertThat(headers.get(0).getFirst("webhook-id"))
                    .startsWith(id)
                    .isEqualTo(headers.get(1).getFirst("webhook-id"));
            for (int i = 0; i < 2; i++) {
                assertThat(headers.get(i).getFirst("User-Agent")).startsWith("Camel-CSTA/");
                assertThat(headers.get(i)).doesNotContainKeys("Upgrade", "Http2-settings");
                assertThat(headers.get(i).getFirst("webhook-signature"))
                        .isEqualTo(signature(headers.get(i), told.get(i)));
            }
            await().atMost(PATIENCE).until(() -> waiting(Shared.DATA, id) == 0);
        } finally {
            server.stop(0);
        }
    }

    @Test
    @Tag("slow")
    void hostThatIsAway_isToldAfterARestart() throws IOException {
        Path data = folder.resolve("data");
        int port = unusedPort();
        String id;
        try (Service service = Service.start(data, "csta.http.callback-hosts=127.0.0.1")) {
            Client one = new Client(service);
            id = submit(one, port);
            one.end(id);
            await().atMost(PATIENCE).until(() -> waiting(data, id) == 1);
            one.delete(Client.JOBS + "/" + id).is(204);
            service.kill();
        }
        HttpServer server = listen(port, 204);
        try (Service service = Service.start(data, "csta.http.callback-hosts=127.0.0.1")) {
            await().atMost(PATIENCE).until(() -> !told.isEmpty());
            assertThat(told.get(0)).contains(id, "\"done\"");
            await().atMost(PATIENCE).until(() -> waiting(data, id) == 0);
            assertThat(service.isAlive()).isTrue();
        } finally {
            server.stop(0);
        }
    }

    @Test
    void callback_thatIsNotDelivered_isListed() throws IOException {
        HttpServer server = listen(0, 503);
        try {
            String id = submit(client, server.getAddress().getPort());
            client.end(id);
            await().atMost(PATIENCE).until(() -> pending(id).path("attempts").asInt() == 1);
            JsonNode callback = pending(id);
            assertThat(callback.path("id").asText()).startsWith(id);
            assertThat(callback.path("recipient").asText())
                    .isEqualTo("http://127.0.0.1:" + server.getAddress().getPort());
            assertThat(callback.path("error").asText()).isEqualTo("status 503");
            assertThat(Instant.parse(callback.path("next_attempt").asText()))
                    .isAfter(Instant.parse(callback.path("created").asText()));
            await().atMost(PATIENCE).until(() -> pending(id).isMissingNode());
            assertThat(client.get("/q/metrics").text())
                    .contains(
                            "csta_callbacks_total{outcome=\"delivered\"}", "csta_callbacks_total{outcome=\"failed\"}");
        } finally {
            server.stop(0);
        }
    }

    /** The entry of a job in the list of callbacks. */
    private JsonNode pending(String job) {
        for (JsonNode callback : client.get("/api/callbacks").is(200).json()) {
            if (callback.path("job").asText().equals(job)) {
                return callback;
            }
        }
        return MissingNode.getInstance();
    }

    private static String signature(Headers headers, String body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(Base64.getDecoder().decode(Shared.CALLBACK_SECRET), "HmacSHA256"));
            String signed = headers.getFirst("webhook-id") + "." + headers.getFirst("webhook-timestamp") + "." + body;
            return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    /** A server that sends its response slowly must not delay other callbacks. */
    @ParameterizedTest
    @ValueSource(strings = {"X-Drip: ", "Content-Length: 1000000\r\n\r\n"})
    void hostThatDrips_holdsUpNothing(String beginning) throws IOException {
        try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            new Thread(() -> drip(server, "HTTP/1.1 200 OK\r\n" + beginning), "dripping").start();
            for (int i = 0; i < 2; i++) {
                String id = submit(client, server.getLocalPort());
                assertThat(client.end(id).path("state").asText()).isEqualTo("done");
                client.delete(Client.JOBS + "/" + id).is(204);
            }
        }
    }

    private static String submit(Client one, int port) {
        String url = "http://127.0.0.1:%d/told".formatted(port);
        return one.submit(FormBody.of(Clips.TINY).option("callback", url))
                .path("id")
                .asText();
    }

    /** Records the callbacks, and answers correctly from the second one on. */
    private HttpServer listen(int port, int firstAnswer) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.createContext("/told", exchange -> {
            headers.add(exchange.getRequestHeaders());
            told.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            exchange.sendResponseHeaders(told.size() == 1 ? firstAnswer : 204, -1);
            exchange.close();
        });
        server.start();
        return server;
    }

    private static int unusedPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** The number of undelivered callbacks of a job. */
    private static int waiting(Path data, String id) {
        String[] files = data.resolve("callbacks").toFile().list((any, name) -> name.startsWith(id));
        return files == null ? 0 : files.length;
    }

    private static void drip(ServerSocket server, String beginning) {
        List<Socket> sockets = new ArrayList<>();
        try {
            server.setSoTimeout(100);
            while (!server.isClosed()) {
                try {
                    Socket socket = server.accept();
                    socket.getOutputStream().write(beginning.getBytes(StandardCharsets.US_ASCII));
                    sockets.add(socket);
                } catch (SocketTimeoutException nobodyNew) {
                    sockets.removeIf(CallbackIT::isGone);
                }
            }
        } catch (IOException closed) {
            sockets.forEach(CallbackIT::close);
        }
    }

    private static boolean isGone(Socket socket) {
        try {
            socket.getOutputStream().write('a');
            return false;
        } catch (IOException e) {
            close(socket);
            return true;
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
