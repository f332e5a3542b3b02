package io.csta.camel;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.csta.CancelledException;
import io.csta.summary.Summary;
import io.csta.video.UnreadableVideoException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CstaInputTest {

    @TempDir
    static Path shared;

    @TempDir
    Path folder;

    private static Path video;
    private Path base;
    private Path spool;
    private Path out;
    private HttpServer server;
    private final CountDownLatch testEnded = new CountDownLatch(1);
    private final ExecutorService handlers = Executors.newCachedThreadPool();

    @BeforeAll
    static void make() {
        video = Clips.short_(shared);
    }

    @BeforeEach
    void serve() throws IOException {
        base = Files.createDirectory(folder.resolve("base"));
        spool = folder.resolve("spool");
        out = folder.resolve("out");
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/videos/", this::answer);
        server.setExecutor(handlers);
        server.start();
    }

    @AfterEach
    void stop() {
        testEnded.countDown();
        server.stop(0);
        handlers.shutdown();
    }

    private void answer(HttpExchange request) throws IOException {
        try (request) {
            if (request.getRequestURI().getPath().endsWith("elsewhere.mp4")) {
                request.getResponseHeaders().add("Location", "/videos/holiday.mp4");
                request.sendResponseHeaders(302, -1);
            } else if (request.getRequestURI().getPath().endsWith("holiday.mp4")) {
                request.sendResponseHeaders(200, 0);
                Files.copy(video, request.getResponseBody());
            } else if (request.getRequestURI().getPath().endsWith("silent.mp4")) {
                request.sendResponseHeaders(200, 1000);
                request.getResponseBody().write(1);
                request.getResponseBody().flush();
                request.getRequestBody().readAllBytes();
                testEnded.await();
            } else {
                request.sendResponseHeaders(404, -1);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Routes routes(String options) throws Exception {
        return Routes.to("csta:summarize?device=cpu&lazyStartProducer=true&spoolDirectory=%s&outputDirectory=%s%s"
                .formatted(spool, out, options.isEmpty() ? "" : "&" + options));
    }

    private void assertRefused(Routes routes, Object body, Map<String, Object> headers, String... words)
            throws IOException {
        Exchange exchange = routes.send(body, headers);
        assertThat(exchange.getException())
                .as("%s", body)
                .isInstanceOf(CstaInputException.class)
                .hasMessageContainingAll(words)
                .hasMessageNotContaining("\n");
        assertNothingIsLeft();
    }

    private void assertNothingIsLeft() throws IOException {
        for (Path place : new Path[] {spool, out}) {
            if (Files.exists(place)) {
                try (Stream<Path> files = Files.walk(place)) {
                    assertThat(files.filter(Files::isRegularFile)).isEmpty();
                }
            }
        }
    }

    @Test
    void body_thatIsNoInput_isRefusedInOneClearLine() throws Exception {
        try (Routes routes = routes("")) {
            assertRefused(routes, null, Map.of(), "csta:", "found nothing");
            assertRefused(routes, "  ", Map.of(), "found an empty string");
            assertRefused(routes, Optional.of(1), Map.of(), "java.util.Optional");
            assertRefused(routes, folder.resolve("none.mp4"), Map.of(), "no such file", "none.mp4");
            assertRefused(routes, base.toFile(), Map.of(), "a folder");
            assertRefused(routes, "a\0b", Map.of(), "not a valid path");
        }
    }

    @Test
    void body_thatIsNoVideo_failsAndLeavesNothing() throws Exception {
        try (Routes routes = routes("")) {
            Path text = Files.writeString(folder.resolve("notes.mp4"), "not a video\n".repeat(100));
            for (Object body : new Object[] {text, Files.readAllBytes(text), Files.newInputStream(text)}) {
                Exchange exchange = routes.send(body);
                assertThat(exchange.getException()).isInstanceOf(UnreadableVideoException.class);
                assertNothingIsLeft();
            }
        }
    }

    @Test
    void stream_thatBreaks_failsAndLeavesNothing() throws Exception {
        AtomicBoolean closed = new AtomicBoolean();
        InputStream cut = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("the line is dead");
            }

            @Override
            public int read(byte[] buffer, int from, int length) throws IOException {
                return read();
            }

            @Override
            public void close() {
                closed.set(true);
            }
        };
        InputStream broken = new SequenceInputStream(new ByteArrayInputStream(new byte[100_000]), cut);
        try (Routes routes = routes("")) {
            assertRefused(routes, broken, Map.of(), "the line is dead");
            assertThat(closed).isTrue();
        }
    }

    @Test
    void inputDirectory_filesOutsideOfIt_areRefusedHoweverTheyAreNamed() throws Exception {
        Path secret = Files.writeString(folder.resolve("secret.mp4"), "secret");
        Path lookAlike = Files.createDirectory(folder.resolve("base-private"));
        Files.writeString(lookAlike.resolve("a.mp4"), "secret");
        Files.createSymbolicLink(base.resolve("link.mp4"), secret);
        Files.createSymbolicLink(base.resolve("folder"), lookAlike);
        try (Routes routes = routes("inputDirectory=" + base)) {
            for (Object body : new Object[] {
                "../secret.mp4",
                secret.toString(),
                secret,
                secret.toFile(),
                base + "/../secret.mp4",
                lookAlike.resolve("a.mp4").toString(),
                base + "-private/a.mp4",
                "link.mp4",
                "folder/a.mp4",
                "none.mp4"
            }) {
                assertRefused(routes, body, Map.of(), "inputDirectory");
            }
        }
    }

    @Test
    void inputDirectory_filesInIt_areTakenAlsoThroughLinks() throws Exception {
        Files.createDirectory(base.resolve("deep"));
        Files.copy(video, base.resolve("deep/a.mp4"));
        Files.createSymbolicLink(base.resolve("link.mp4"), base.resolve("deep/a.mp4"));
        try (Routes routes = routes("overwrite=true&inputDirectory=" + base)) {
            for (Object body : new Object[] {"deep/../deep/a.mp4", base.resolve("link.mp4")}) {
                Exchange exchange = routes.send(body);
                assertThat(exchange.getException()).isNull();
                assertThat(exchange.getMessage().getBody(Summary.class).video().file())
                        .isEqualTo(base.toRealPath().resolve("deep/a.mp4"));
            }
        }
    }

    @Test
    void url_thatIsAllowed_isSummarizedUnderItsName() throws Exception {
        try (Routes routes = routes("allowedUrls=" + url(""))) {
            Exchange exchange = routes.send(url("holiday.mp4"));
            assertThat(exchange.getException()).isNull();
            assertThat(exchange.getMessage().getBody(Path.class)).isEqualTo(out.resolve("holiday.summary.mp4"));
        }
    }

    @Test
    void url_thatIsNot_orMisbehaves_isRefused() throws Exception {
        try (Routes routes = routes("")) {
            assertRefused(routes, url("holiday.mp4"), Map.of(), "allowedUrls");
        }
        try (Routes routes = routes("allowedUrls=" + url(""))) {
            assertRefused(routes, url("elsewhere.mp4"), Map.of(), "302", "redirects are not followed");
            assertRefused(routes, url("none.mp4"), Map.of(), "404");
        }
        try (Routes routes = routes("maxDownloadSize=1000&allowedUrls=" + url(""))) {
            assertRefused(routes, url("holiday.mp4"), Map.of(), "maxDownloadSize");
        }
        try (Routes routes = routes("downloadTimeout=300&allowedUrls=" + url(""))) {
            assertRefused(routes, url("silent.mp4"), Map.of(), "downloadTimeout");
        }
        try (Routes routes = routes("timeout=300&allowedUrls=" + url(""))) {
            assertThat(routes.send(url("silent.mp4")).getException()).isInstanceOf(CancelledException.class);
            assertNothingIsLeft();
        }
    }

    @Test
    void names_fromMessages_neverLeaveTheOutputDirectory() throws Exception {
        byte[] bytes = Files.readAllBytes(video);
        try (Routes routes = routes("")) {
            assertThat(summary(routes, bytes, Map.of("CamelAwsS3Key", "../../etc/passwd")))
                    .isEqualTo(out.resolve("passwd.summary.mp4"));
            assertThat(summary(routes, bytes, Map.of(Exchange.FILE_NAME, "x".repeat(300) + ".mp4")))
                    .hasParent(out);
        }
        try (Routes routes = routes("fileName=${header.title}")) {
            assertThat(summary(routes, bytes, Map.of("title", "a/../../b\nc"))).isEqualTo(out.resolve("b_c.mp4"));
        }
        try (Routes routes = routes("")) {
            String expression = "${sys.user.name}";
            assertThat(summary(routes, bytes, Map.of(CstaConstants.FILE_NAME, expression)))
                    .isEqualTo(out.resolve(expression + ".mp4"));
        }
    }

    private static Path summary(Routes routes, byte[] body, Map<String, Object> headers) {
        Exchange exchange = routes.send(body, headers);
        assertThat(exchange.getException()).isNull();
        return exchange.getMessage().getBody(Path.class);
    }

    private String url(String name) {
        return "http://localhost:%d/videos/%s".formatted(server.getAddress().getPort(), name);
    }
}
