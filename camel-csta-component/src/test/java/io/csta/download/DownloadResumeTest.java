package io.csta.download;

import static io.csta.download.Site.CONTENT;
import static io.csta.download.Site.LENGTH;
import static io.csta.download.Site.NAME;
import static io.csta.download.Site.OTHER;
import static io.csta.download.Site.TAG;
import static io.csta.download.Site.answering;
import static io.csta.download.Site.assertFails;
import static io.csta.download.Site.honest;
import static io.csta.download.Site.range;
import static org.assertj.core.api.Assertions.assertThat;

import io.csta.testing.RawServer;
import io.csta.testing.RawServer.Behaviour;
import io.csta.testing.RawServer.Request;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is done with the part that an earlier request left, and with servers that are wrong about it. */
class DownloadResumeTest {

    private static final int SOME = 100_000;
    private static final String DATE = "Wed, 21 Oct 2015 07:28:00 GMT";

    @TempDir
    Path folder;

    private final Site.Log log = new Site.Log();
    private Site site;

    @BeforeEach
    void choose() {
        site = new Site(folder);
    }

    @Test
    void fetch_afterAnEarlierCall_asksForTheRestOfThatVersion() throws IOException {
        site.leave(CONTENT, SOME, TAG);
        List<Request> requests = fetch(honest(CONTENT, TAG));
        assertThat(requests).extracting(DownloadResumeTest::from).containsExactly(SOME);
        assertThat(requests.get(0).header("If-Range")).contains(TAG);
        site.assertComplete();
    }

    @Test
    void fetch_ofAServerThatTellsOnlyATime_resumesByThat() throws IOException {
        Behaviour first = (request, connection) -> {
            connection
                    .head("200 OK", "ETag: W/\"weak\"", "Last-Modified: " + DATE, "Content-Length: " + LENGTH)
                    .bytes(CONTENT, 0, SOME);
            Site.await(() -> site.partLength() == SOME);
        };
        byte[] rest = Arrays.copyOfRange(CONTENT, SOME, LENGTH);
        List<Request> requests =
                fetch(first, answering("206 Partial Content", rest, "ETag: W/\"weak\"", range(SOME, LENGTH)));
        assertThat(requests).extracting(DownloadResumeTest::from).containsExactly(0, SOME);
        assertThat(requests.get(1).header("If-Range")).contains(DATE);
        site.assertComplete();
    }

    @Test
    void fetch_ofAVersionThatIsNotKnown_startsOver() throws IOException {
        site.leave(OTHER, SOME, "");
        assertThat(fetch(honest(CONTENT, TAG)))
                .extracting(request -> request.header("Range"))
                .containsExactly(Optional.empty());
        site.assertComplete();
    }

    @Test
    void fetch_ofANoteThatCannotBeSent_startsOver() throws IOException {
        site.leave(OTHER, SOME, "\"a\u0007\"\r\nX: y");
        assertThat(fetch(honest(CONTENT, TAG)))
                .extracting(request -> request.header("If-Range"))
                .containsExactly(Optional.empty());
        site.assertComplete();
    }

    @Test
    void fetch_whenTheFileHasChanged_takesTheNewOneFromItsFirstByte() throws IOException {
        site.leave(OTHER, SOME, "\"v0\"");
        assertThat(fetch(honest(CONTENT, TAG)))
                .extracting(DownloadResumeTest::from)
                .containsExactly(SOME);
        site.assertComplete();
    }

    @Test
    void fetch_whenTheRestIsOfAnotherVersion_startsOver() throws IOException {
        site.leave(OTHER, SOME, "\"v0\"");
        byte[] rest = Arrays.copyOfRange(CONTENT, SOME, LENGTH);
        assertThat(fetch(
                        answering("206 Partial Content", rest, "ETag: " + TAG, range(SOME, LENGTH)),
                        honest(CONTENT, TAG)))
                .extracting(DownloadResumeTest::from)
                .containsExactly(SOME, 0);
        assertThat(log.reasons).containsExactly("wrong hash; downloading the whole file again");
        site.assertComplete();
    }

    @Test
    void fetch_whenTheServerIgnoresTheRange_startsOverWithWhatItSends() throws IOException {
        site.leave(CONTENT, SOME, TAG);
        assertThat(fetch(answering("200 OK", CONTENT, "ETag: " + TAG))).hasSize(1);
        site.assertComplete();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Range: bytes 0-199999/300000",
                "Content-Range: bytes 99999-299999/300000",
                "Content-Range: lines 100000-299999/300000",
                "Content-Range: bytes",
                "X-Content-Range: none"
            })
    void fetch_whenTheRangeIsAnother_startsOver(String range) throws IOException {
        site.leave(CONTENT, SOME, TAG);
        byte[] rest = Arrays.copyOfRange(CONTENT, SOME, LENGTH);
        assertThat(fetch(answering("206 Partial Content", rest, "ETag: " + TAG, range), honest(CONTENT, TAG)))
                .extracting(DownloadResumeTest::from)
                .containsExactly(SOME, 0);
        site.assertComplete();
    }

    @Test
    void fetch_whenTheRangeIsTheRightOneButNotTheBytes_startsOverOnce() throws IOException {
        site.leave(CONTENT, SOME, TAG);
        byte[] lie = Arrays.copyOfRange(OTHER, SOME, LENGTH);
        assertThat(fetch(
                        answering("206 Partial Content", lie, "ETag: " + TAG, range(SOME, LENGTH)),
                        honest(CONTENT, TAG)))
                .extracting(DownloadResumeTest::from)
                .containsExactly(SOME, 0);
        site.assertComplete();
    }

    @Test
    void fetch_whenAFreshStartIsWrongToo_fails() throws IOException {
        site.leave(CONTENT, SOME, TAG);
        byte[] lie = Arrays.copyOfRange(OTHER, SOME, LENGTH);
        try (RawServer server = RawServer.start(
                answering("206 Partial Content", lie, "ETag: " + TAG, range(SOME, LENGTH)), honest(OTHER, TAG))) {
            assertFails(site.download(server)).hasMessageContaining("SHA-256");
            assertThat(server.requests()).hasSize(2);
        }
        assertThat(site.visible()).isEmpty();
    }

    @Test
    void fetch_whenAFreshStartIsPutTogetherWrongToo_fails() throws IOException {
        site.leave(CONTENT, SOME, TAG);
        byte[] lie = Arrays.copyOfRange(OTHER, SOME, LENGTH);
        try (RawServer server = RawServer.start(
                answering("206 Partial Content", lie, "ETag: " + TAG, range(SOME, LENGTH)),
                site.cutting(OTHER, TAG, SOME),
                honest(OTHER, TAG))) {
            assertFails(site.download(server)).hasMessageContaining("SHA-256");
            assertThat(server.requests()).extracting(DownloadResumeTest::from).containsExactly(SOME, 0, SOME);
        }
        assertThat(site.visible()).isEmpty();
    }

    @Test
    void fetch_whenMoreComesThanTheRangeSays_startsOver() throws IOException {
        site.leave(CONTENT, SOME, TAG);
        Behaviour more = (request, connection) -> connection
                .head("206 Partial Content", "ETag: " + TAG, range(SOME, LENGTH), "Connection: close")
                .bytes(CONTENT, SOME, LENGTH)
                .bytes(OTHER, 0, SOME);
        assertThat(fetch(more, honest(CONTENT, TAG)))
                .extracting(DownloadResumeTest::from)
                .containsExactly(SOME, 0);
        site.assertComplete();
    }

    @Test
    void fetch_whenTheServerSendsPieces_putsThemTogether() throws IOException {
        Behaviour piece = (request, connection) -> {
            int from = from(request);
            int to = Math.min(from + SOME, LENGTH);
            connection.answer(
                    "206 Partial Content",
                    Arrays.copyOfRange(CONTENT, from, to),
                    "ETag: " + TAG,
                    "Content-Range: bytes %d-%d/%d".formatted(from, to - 1, LENGTH));
        };
        site.leave(CONTENT, 1, TAG);
        assertThat(fetch(piece)).extracting(DownloadResumeTest::from).containsExactly(1, SOME + 1, 2 * SOME + 1);
        site.assertComplete();
    }

    @Test
    void fetch_whenThePartIsTheWholeFile_needsOnlyToAskForMore() throws IOException {
        site.leave(CONTENT, LENGTH, TAG);
        assertThat(fetch(honest(CONTENT, TAG))).hasSize(1);
        site.assertComplete();
    }

    @Test
    void fetch_whenThePartIsLongerThanTheFile_startsOver() throws IOException {
        site.leave(Arrays.copyOf(CONTENT, LENGTH + 10), LENGTH + 10, TAG);
        assertThat(fetch(honest(CONTENT, TAG)))
                .extracting(DownloadResumeTest::from)
                .containsExactly(LENGTH + 10, 0);
        site.assertComplete();
    }

    @Test
    void fetch_whenAPieceIsSentUnasked_isNotTakenForTheFile() throws IOException {
        byte[] rest = Arrays.copyOfRange(CONTENT, 0, SOME);
        assertThat(fetch(
                        answering("206 Partial Content", rest, "ETag: " + TAG, "Content-Range: bytes 0-99999/100000"),
                        honest(CONTENT, TAG)))
                .hasSize(2);
        site.assertComplete();
    }

    @Test
    void fetch_whenNobodyAnswersAnyMore_keepsThePartAndSaysSo() throws IOException {
        site.leave(CONTENT, SOME, TAG);
        assertFails(site.download(Refusal.uri()))
                .hasMessageContaining("cannot connect")
                .hasMessageContaining("0.1 MB were saved to " + site.part())
                .hasMessageContaining("download again to resume");
        assertThat(site.visible()).containsExactly(NAME + ".part", NAME + ".part.etag");
        assertThat(Files.size(site.part())).isEqualTo(SOME);
    }

    private List<Request> fetch(Behaviour... behaviours) {
        try (RawServer server = RawServer.start(behaviours)) {
            site.download(server).fetch(log);
            return server.requests();
        }
    }

    private static int from(Request request) {
        return request.header("Range")
                .map(range -> Integer.parseInt(range.replaceAll("\\D", "")))
                .orElse(0);
    }
}
