package io.csta.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.csta.download.Download;
import io.csta.download.PublishedFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What the command says when all goes well; {@code ModelFetchIT} has the rest. */
class FetchCommandTest {

    private static final byte[] ABC = "abc".getBytes(StandardCharsets.UTF_8);
    private static final String NAME = "abc-ba7816bf.pth"; // its SHA-256, as FIPS 180-4 gives it

    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final AtomicInteger requests = new AtomicInteger();
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            try (exchange) {
                requests.incrementAndGet();
                exchange.sendResponseHeaders(200, ABC.length);
                exchange.getResponseBody().write(ABC);
            }
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void fetch_thatGoesWell_printsThePathAloneAndSaysWhatIsNext() throws IOException {
        assertThat(run("abc")).isZero();
        Path file = folder.resolve(NAME).toAbsolutePath();
        assertThat(file).hasBinaryContent(ABC);
        assertThat(out.toString().lines()).containsExactly(file.toString());
        assertThat(err.toString().lines()).first().isEqualTo(NAME + ":   0 %, 0.0 of 0.0 MB");
        assertThat(err.toString().lines())
                .last()
                .isEqualTo("next: csta model import --extractor %s --scorer FILE --name NAME".formatted(file));
        assertThat(System.getProperty("jdk.http.auth.tunneling.disabledSchemes"))
                .isEmpty();
    }

    @Test
    void fetch_ofWhatIsThere_printsThePathWithoutAskingAnyone() throws IOException {
        Files.write(folder.resolve(NAME), ABC);
        assertThat(run("abc", "--quiet")).isZero();
        assertThat(out.toString().lines())
                .containsExactly(folder.resolve(NAME).toAbsolutePath().toString());
        assertThat(err.toString()).isEmpty();
        assertThat(requests).hasValue(0);
    }

    @Test
    void fetch_quietly_saysNothing() {
        assertThat(run("--quiet", "abc", "--from", address("/elsewhere").toString()))
                .isZero();
        assertThat(out.toString().lines()).hasSize(1);
        assertThat(err.toString()).isEmpty();
        assertThat(requests).hasValue(1);
    }

    private int run(String... arguments) {
        PublishedFile file = new PublishedFile(NAME, address("/" + NAME), "ba7816bf", 1000);
        FetchCommand command = new FetchCommand(name -> Optional.of(file), known -> Download.of(known, folder));
        return new CommandLine(command)
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(arguments);
    }

    private URI address(String path) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
    }
}
