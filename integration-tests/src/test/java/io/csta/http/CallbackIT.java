package io.csta.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

class CallbackIT {

    @Test
    void callback_isToldOfTheEnd_asOftenAsItTakes() throws IOException {
        List<String> told = new CopyOnWriteArrayList<>();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/told", exchange -> {
            told.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            exchange.sendResponseHeaders(told.size() == 1 ? 500 : 204, -1);
            exchange.close();
        });
        server.start();
        try {
            String url =
                    "http://127.0.0.1:%d/told".formatted(server.getAddress().getPort());
            String id = Shared.CLIENT
                    .submit(FormBody.of(Clips.TINY).option("callback", url))
                    .path("id")
                    .asText();
            await().atMost(Duration.ofMinutes(2)).until(() -> told.size() >= 2);
            JsonNode job = new ObjectMapper().readTree(told.get(1));
            assertThat(job.path("id").asText()).isEqualTo(id);
            assertThat(job.path("state").asText()).isEqualTo("done");
            assertThat(told.get(1)).doesNotContain(Shared.DATA.toString());
        } finally {
            server.stop(0);
        }
    }
}
