package io.csta.it.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
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
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
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
