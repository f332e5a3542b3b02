package io.csta.download;

import static io.csta.download.Site.ATTEMPTS;
import static io.csta.download.Site.CONTENT;
import static io.csta.download.Site.LENGTH;
import static io.csta.download.Site.NAME;
import static io.csta.download.Site.PATIENCE;
import static io.csta.download.Site.TAG;
import static io.csta.download.Site.answering;
import static io.csta.download.Site.assertFails;
import static io.csta.download.Site.honest;
import static io.csta.download.Site.stalling;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.csta.Backoff;
import io.csta.testing.RawServer;
import io.csta.testing.RawServer.Behaviour;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Servers that stall, cut off, lie, are busy, point elsewhere or do not end. */
class DownloadRetryTest {

    private static final byte[] NOTHING = new byte[0];

    @TempDir
    Path folder;

    private Site site;

    @BeforeEach
    void choose() {
        site = new Site(folder);
    }

    @Test
    void fetch_cutOffAgainAndAgainWithProgress_goesOn() throws IOException {
        Behaviour[] behaviours = Stream.concat(
                        IntStream.rangeClosed(1, 3 * ATTEMPTS)
                                .mapToObj(i -> site.cutting(CONTENT, TAG, i * LENGTH / (4 * ATTEMPTS))),
                        Stream.of(honest(CONTENT, TAG)))
                .toArray(Behaviour[]::new);
        Site.Log record = new Site.Log();
        try (RawServer server = RawServer.start(behaviours)) {
            site.download(server).fetch(record);
            assertThat(server.requests()).hasSize(3 * ATTEMPTS + 1);
        }
        site.assertComplete();
        assertThat(record.reasons).hasSize(3 * ATTEMPTS).containsOnly("the connection was lost");
        assertThat(record.received).isSorted();
    }

    @Test
    void fetch_cutOffAgainAndAgainAtTheSamePlace_givesUpAndKeepsThePart() throws IOException {
        try (RawServer server = RawServer.start(site.cutting(CONTENT, TAG, LENGTH / 2))) {
            assertFails(site.download(server))
                    .hasMessageContaining(server.uri("/" + NAME).toString())
                    .hasMessageContaining("the connection was lost")
                    .hasMessageContaining(ATTEMPTS + " attempts")
                    .hasMessageContaining("0.2 MB were saved to " + site.part())
                    .hasMessageContaining("download again to resume");
            assertThat(server.requests()).hasSize(ATTEMPTS + 1);
        }
        assertThat(site.visible()).containsExactly(NAME + ".part", NAME + ".part.etag");
    }

    @Test
    void fetch_stalledInTheMiddle_goesOnFromThere() throws IOException {
        RetryPolicy impatient = new RetryPolicy(Duration.ofMillis(1500), PATIENCE.attempts(), PATIENCE.pauses());
        Site.Log record = new Site.Log();
        try (RawServer server = RawServer.start(stalling(LENGTH / 2), honest(CONTENT, TAG))) {
            site.download(server.uri("/" + NAME), impatient, Map.of()).fetch(record);
            assertThat(server.requests().get(1).header("Range")).contains("bytes=%d-".formatted(LENGTH / 2));
        }
        site.assertComplete();
        assertThat(record.reasons).contains("no data for 1.5 s");
    }

    @Test
    void fetch_withoutAnAnswer_asksAgain() throws IOException {
        RetryPolicy impatient = new RetryPolicy(Duration.ofMillis(1500), PATIENCE.attempts(), PATIENCE.pauses());
        Site.Log record = new Site.Log();
        try (RawServer server =
                RawServer.start((request, connection) -> connection.awaitHangUp(), honest(CONTENT, TAG))) {
            site.download(server.uri("/" + NAME), impatient, Map.of()).fetch(record);
        }
        site.assertComplete();
        assertThat(record.reasons).contains("no response in time");
    }

    @Test
    void fetch_whenFewerBytesAreAnnounced_isNotTakenForTheFile() throws IOException {
        try (RawServer server = RawServer.start((request, connection) -> connection
                .head("200 OK", "Content-Length: " + LENGTH / 2, "ETag: " + TAG)
                .bytes(CONTENT, 0, LENGTH))) {
            assertFails(site.download(server)).hasMessageContaining("0.2 MB").hasMessageContaining("SHA-256");
        }
        assertThat(site.visible()).isEmpty();
    }

    @Test
    void fetch_whenMoreBytesAreAnnounced_asksForThemAndFindsThatThereAreNone() throws IOException {
        Behaviour boasting = (request, connection) -> {
            connection
                    .head("200 OK", "Content-Length: " + (LENGTH + 5), "ETag: " + TAG)
                    .bytes(CONTENT, 0, LENGTH);
            Site.await(() -> site.partLength() == LENGTH);
        };
        try (RawServer server = RawServer.start(boasting, honest(CONTENT, TAG))) {
            site.download(server).fetch(new Site.Log());
            assertThat(server.requests().get(1).header("Range")).contains("bytes=%d-".formatted(LENGTH));
        }
        site.assertComplete();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Content-Length: -1", "Content-Length: much", "Content-Length: 99999999999999999999"})
    void fetch_whenTheLengthIsNone_endsInOneLine(String header) throws IOException {
        try (RawServer server = RawServer.start(
                (request, connection) -> connection.head("200 OK", header).bytes(CONTENT, 0, 1000))) {
            assertFails(site.download(server));
        }
        assertThat(site.target()).doesNotExist();
    }

    @Test
    void fetch_whenTheServerIsBusy_waitsAsLongAsItAsksUpToALimit() throws IOException {
        Site.Log record = new Site.Log();
        RetryPolicy patience =
                new RetryPolicy(PATIENCE.stall(), 10, new Backoff(Duration.ofMillis(1), Duration.ofMillis(1100)));
        try (RawServer server = RawServer.start(
                answering("503 Service Unavailable", NOTHING, "Retry-After: 1"),
                answering("429 Too Many Requests", NOTHING, "Retry-After: 3600"),
                answering("500 Internal Server Error", NOTHING, "Retry-After: Wed, 21 Oct 2015 07:28:00 GMT"),
                answering("502 Bad Gateway", NOTHING, "Retry-After: soon"),
                honest(CONTENT, TAG))) {
            site.download(server.uri("/" + NAME), patience, Map.of()).fetch(record);
        }
        site.assertComplete();
        assertThat(record.reasons)
                .containsExactly(
                        "the server responded with 503",
                        "the server responded with 429",
                        "the server responded with 500",
                        "the server responded with 502");
        assertThat(record.waits)
                .containsExactly(
                        Duration.ofSeconds(1), Duration.ofMillis(1100), Duration.ofMillis(4), Duration.ofMillis(8));
    }

    @Test
    void fetch_whenTheServerStaysBusy_givesUp() throws IOException {
        try (RawServer server = RawServer.start(answering("503 Service Unavailable", NOTHING))) {
            assertFails(site.download(server)).hasMessageContaining("503").hasMessageContaining("try again later");
            assertThat(server.requests()).hasSize(ATTEMPTS);
        }
        assertThat(site.visible()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {204, 304, 400, 401, 403, 404, 410, 416})
    void fetch_refused_failsAtOnce(int status) throws IOException {
        try (RawServer server = RawServer.start((request, connection) -> connection.head(status + " No"))) {
            assertFails(site.download(server))
                    .hasMessageContaining(server.uri("/" + NAME).toString())
                    .hasMessageContaining("responded with " + status);
            assertThat(server.requests()).hasSize(1);
        }
        assertThat(site.visible()).isEmpty();
    }

    @Test
    void fetch_redirected_goesThere() throws IOException {
        try (RawServer there = RawServer.start(site.cutting(CONTENT, TAG, LENGTH / 2), honest(CONTENT, TAG));
                RawServer here = RawServer.start(
                        answering("301 Moved", NOTHING, "Location: /there"),
                        answering("307 Moved", NOTHING, "Location: " + there.uri("/x")))) {
            site.download(here).fetch(new Site.Log());
            assertThat(here.requests())
                    .extracting(RawServer.Request::target)
                    .containsExactly("/" + NAME, "/there", "/" + NAME);
            assertThat(there.requests().get(1).header("If-Range")).contains(TAG);
        }
        site.assertComplete();
    }

    @Test
    void fetch_redirectedInACircle_failsAtOnce() {
        try (RawServer server = RawServer.start(answering("302 Found", NOTHING, "Location: /" + NAME))) {
            assertFails(site.download(server)).hasMessageContaining("redirects more than");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ftp://127.0.0.1/x",
                "file:///etc/passwd",
                "http://a b/",
                "http:x",
                "mailto:x",
                "http://me:you@x/"
            })
    void fetch_redirectedOffTheWeb_failsAtOnce(String location) {
        try (RawServer server = RawServer.start(answering("302 Found", NOTHING, "Location: " + location))) {
            assertFails(site.download(server)).hasMessageContaining("not a web address");
            assertThat(server.requests()).hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Location: ", "X-Location: /x"})
    void fetch_redirectedNowhere_fails(String header) {
        try (RawServer server = RawServer.start(answering("302 Found", NOTHING, header))) {
            assertFails(site.download(server))
                    .hasMessageContaining(server.uri("/").toString());
        }
    }

    @Test
    void next_fromASecureConnectionToOneThatIsNot_isRefused() {
        URI secure = URI.create("https://host/a");
        assertThatThrownBy(() -> Requests.next(secure, "http://host/a"))
                .isInstanceOf(DownloadException.class)
                .hasMessageContaining("not secure");
        assertThat(Requests.next(secure, "/b")).hasToString("https://host/b");
        assertThat(Requests.next(URI.create("http://host/a"), "https://host/b")).hasToString("https://host/b");
    }

    @Test
    void fetch_whenTooMuchIsAnnounced_failsAtOnce() throws IOException {
        try (RawServer server = RawServer.start((request, connection) ->
                connection.head("200 OK", "Content-Length: 900000000").awaitHangUp())) {
            assertFails(site.download(server)).hasMessageContaining("900.0 MB").hasMessageContaining("0.6 MB");
        }
        assertThat(site.visible()).isEmpty();
    }

    @Test
    void fetch_whenTheBodyDoesNotEnd_stopsAndRemovesIt() throws IOException {
        try (RawServer server = RawServer.start((request, connection) -> {
            connection.head("200 OK", "Connection: close");
            for (int i = 0; i < 3; i++) {
                connection.bytes(CONTENT, 0, LENGTH); // twice that is the most the file can have
            }
            connection.awaitHangUp();
        })) {
            assertFails(site.download(server)).hasMessageContaining("0.6 MB").hasMessageContaining("deleted");
        }
        assertThat(site.visible()).isEmpty();
    }

    @Test
    void fetch_ofAServerThatLiesAndCutsByTurns_givesUp() {
        Behaviour lie = answering("206 Partial Content", CONTENT, "Content-Range: bytes 0-299999/300000");
        Behaviour cut = site.cutting(CONTENT, TAG, LENGTH / 2);
        try (RawServer server = RawServer.start((request, connection) ->
                (request.header("Range").isPresent() ? lie : cut).answer(request, connection))) {
            assertFails(site.download(server)).hasMessageContaining("attempts in a row");
            assertThat(server.requests()).hasSize(ATTEMPTS + 1);
        }
    }

    @Test
    void fetch_ofWhatIsNotHttp_givesUp() {
        try (RawServer server = RawServer.start((request, connection) -> connection.text("SSH-2.0-OpenSSH\r\n\r\n"))) {
            assertFails(site.download(server)).hasMessageContaining("not valid HTTP");
        }
    }

    @Test
    void fetch_ofAHostThatIsNotKnown_saysSo() {
        assertFails(site.download(URI.create("http://nowhere.invalid/" + NAME))).hasMessageContaining("no such host");
    }
}
