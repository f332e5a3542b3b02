package io.csta.it.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.csta.testing.RawServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * {@code model fetch}, from servers of this machine that do not have the real file. That the real one is accepted is
 * shown with another file in the tests of {@code io.csta.download}.
 */
class ModelFetchIT {

    private static final int INTERRUPTED = 130;
    private static final String FILE = "googlenet-1378be20.pth";
    private static final byte[] SOME = new byte[1_000_000];
    private static final int TOTAL = 50_000_000;

    @TempDir
    Path folder;

    @Test
    void fetch_ofSomethingElse_isOneLineAndLeavesNothing() {
        byte[] page = "<html>Please log in</html>".getBytes(StandardCharsets.UTF_8);
        try (RawServer server = RawServer.start((request, connection) -> connection.answer("200 OK", page))) {
            Csta.Result result = fetch(server, "--quiet").failed(1);
            assertThat(result.err()).contains(server.uri("/x").toString(), "SHA-256", "1378be20", FILE, "deleted");
        }
        assertThat(downloads()).isEmpty();
    }

    @Test
    void fetch_thatIsRefused_isOneLine() {
        try (RawServer server = RawServer.start((request, connection) -> connection.head("404 Not Found"))) {
            assertThat(fetch(server).failed(1).err())
                    .contains("404", server.uri("/x").toString());
        }
        assertThat(downloads()).isEmpty();
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void fetch_interrupted_keepsWhatArrivedAndGoesOnFromThere() throws Exception {
        Csta csta = CtrlC.heardBy(csta());
        try (RawServer server =
                RawServer.start(ModelFetchIT::stall, (request, connection) -> connection.head("404 Not Found"))) {
            try (Csta.Running running = csta.start("model", "fetch", "googlenet", "--from", address(server))) {
                running.awaitLine("0.0 of 50.0 MB");
                awaitPart(running);
                running.interrupt();
                Csta.Result result = running.end();
                assertThat(result.exit()).as(result.err()).isEqualTo(INTERRUPTED);
                assertThat(result.err().lines()).allMatch(line -> line.startsWith(FILE + ": "));
                assertThat(result.out()).isEmpty();
            }
            assertThat(downloads()).containsExactly(FILE + ".part", FILE + ".part.etag");
            fetch(server).failed(1);
            assertThat(server.requests().get(1).headers())
                    .containsEntry("range", "bytes=%d-".formatted(SOME.length))
                    .containsEntry("if-range", "\"v1\"");
        }
        assertThat(downloads()).containsExactly(FILE + ".part", FILE + ".part.etag");
    }

    @Test
    void fetch_whileAnotherProcessDoesIt_isOneLine() throws IOException {
        try (RawServer server = RawServer.start(ModelFetchIT::stall);
                Csta.Running first = csta().start("model", "fetch", "googlenet", "--from", address(server))) {
            awaitPart(first);
            assertThat(fetch(server).failed(1).err()).contains("another process", FILE);
            assertThat(server.requests()).hasSize(1);
            assertThat(partLength()).isEqualTo(SOME.length);
        }
    }

    /** The proxy keeps the request on this machine. */
    @Test
    void fetch_fromWhereItIsPublished_goesThroughTheProxyOfTheEnvironment() {
        try (RawServer proxy = RawServer.start((request, connection) -> connection.head("403 Forbidden"))) {
            Csta.Result result = csta().environment(Map.of("https_proxy", "http://me:secret@127.0.0.1:" + proxy.port()))
                    .run("model", "fetch", "googlenet")
                    .failed(1);
            assertThat(result.err())
                    .contains("127.0.0.1:" + proxy.port(), "403", "download.pytorch.org")
                    .doesNotContain("secret");
            RawServer.Request request = proxy.requests().get(0);
            assertThat(request.method()).isEqualTo("CONNECT");
            assertThat(request.target()).isEqualTo("download.pytorch.org:443");
            assertThat(request.header("Proxy-Authorization"))
                    .contains("Basic "
                            + Base64.getEncoder().encodeToString("me:secret".getBytes(StandardCharsets.UTF_8)));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "model fetch,missing name; available weights: googlenet",
        "model fetch resnet,unknown weights resnet; available weights: googlenet",
        "model fetch googlenet --from ftp://127.0.0.1/x,https://",
        "model fetch googlenet --from googlenet.pth,https://",
        "model fetch googlenet --from http://[,invalid URL",
        "model fetch googlenet --from http://me:secret@127.0.0.1/x,not supported"
    })
    void fetch_misused_saysWhatWouldBeRight(String command, String words) {
        assertThat(csta().run(command.split(" ", -1)).failed(2).err())
                .contains(words)
                .doesNotContain("secret");
        assertThat(folder.resolve(".home")).doesNotExist();
    }

    private static void stall(RawServer.Request request, RawServer.Connection connection) throws IOException {
        connection
                .head("200 OK", "Content-Length: " + TOTAL, "ETag: \"v1\"")
                .bytes(SOME, 0, SOME.length)
                .awaitHangUp();
    }

    /** Waits until all that was sent has arrived, or the run has ended. */
    private void awaitPart(Csta.Running running) throws IOException {
        while (partLength() < SOME.length && running.isAlive()) {
            Thread.onSpinWait();
        }
    }

    private long partLength() throws IOException {
        Path part = folder.resolve(".home/downloads").resolve(FILE + ".part");
        return Files.exists(part) ? Files.size(part) : 0;
    }

    private Csta.Result fetch(RawServer server, String... more) {
        Stream<String> words = Stream.of("model", "fetch", "googlenet", "--from", address(server));
        return csta().run(Stream.concat(words, Stream.of(more)).toArray(String[]::new));
    }

    private static String address(RawServer server) {
        return server.uri("/x").toString();
    }

    private Csta csta() {
        return Csta.in(folder).ownHome();
    }

    /** What is in the folder of downloads, but for the lock. */
    private List<String> downloads() {
        return Csta.listing(folder.resolve(".home/downloads")).stream()
                .filter(name -> !name.equals("." + FILE + ".lock"))
                .toList();
    }
}
