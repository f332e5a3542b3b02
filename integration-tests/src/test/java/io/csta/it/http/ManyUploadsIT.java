package io.csta.it.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.csta.it.service.Service;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

@ResourceLock(Shared.LOCK)
class ManyUploadsIT {

    private static final Duration SOON = Duration.ofMinutes(1);

    @TempDir
    Path folder;

    @Test
    void fiftyUploads_atTheSameTime_allBecomeJobs() {
        Path data = folder.resolve("data");
        try (Service service = Service.start(data, "-Xmx256m")) {
            Client client = new Client(service);
            List<CompletableFuture<Client.Answer>> answers = IntStream.range(0, 50)
                    .mapToObj(i -> client.sendLater(client.upload(FormBody.of(Clips.TINY))))
                    .toList();
            assertThat(answers.stream().map(answer -> answer.join().is(202).header("Location")))
                    .doesNotHaveDuplicates()
                    .hasSize(50);
            assertThat(client.get(Client.JOBS).json().path("total").asInt()).isEqualTo(50);
            assertThat(data.resolve("uploads")).isEmptyDirectory();
        }
    }

    @Test
    void clientThatGoesAway_leavesNothing() throws IOException {
        Path uploads = Shared.DATA.resolve("uploads");
        try (Socket socket = halfAnUpload(Shared.SERVICE)) {
            await().atMost(SOON).until(() -> socket.isConnected() && hasFiles(uploads));
        }
        await().atMost(SOON).until(() -> !hasFiles(uploads));
        Shared.CLIENT.get(Client.JOBS).is(200);
    }

    @Test
    @Tag("slow")
    void serviceThatWasKilled_clearsHalfUploadsAtItsStart() throws IOException {
        Path data = folder.resolve("killed");
        Path uploads = data.resolve("uploads");
        try (Service service = Service.start(data);
                Socket socket = halfAnUpload(service)) {
            await().atMost(SOON).until(() -> hasFiles(uploads));
            service.kill();
            assertThat(socket.isConnected()).isTrue();
        }
        assertThat(hasFiles(uploads)).isTrue();
        try (Service service = Service.start(data)) {
            assertThat(uploads).isEmptyDirectory();
            assertThat(new Client(service).get(Client.JOBS).json().path("total").asInt())
                    .isZero();
        }
    }

    private static Socket halfAnUpload(Service service) throws IOException {
        Socket socket = new Socket(service.url().getHost(), service.url().getPort());
        OutputStream out = socket.getOutputStream();
        String head =
                """
                POST /api/summaries HTTP/1.1\r
                Host: localhost\r
                Content-Type: multipart/form-data; boundary=b\r
                Content-Length: 20000000\r
                \r
                --b\r
                Content-Disposition: form-data; name="video"; filename="a.mp4"\r
                \r
                """;
        out.write(head.getBytes(StandardCharsets.US_ASCII));
        out.write(new byte[1 << 20]);
        out.flush();
        return socket;
    }

    private static boolean hasFiles(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.findAny().isPresent();
        }
    }
}
