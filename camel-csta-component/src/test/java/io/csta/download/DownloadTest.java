package io.csta.download;

import static io.csta.download.Site.CONTENT;
import static io.csta.download.Site.LENGTH;
import static io.csta.download.Site.NAME;
import static io.csta.download.Site.OTHER;
import static io.csta.download.Site.SHA256;
import static io.csta.download.Site.TAG;
import static io.csta.download.Site.answering;
import static io.csta.download.Site.assertFails;
import static io.csta.download.Site.honest;
import static io.csta.download.Site.stalling;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.csta.CancelledException;
import io.csta.testing.RawServer;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DownloadTest {

    @TempDir
    Path temp;

    private Path folder;
    private Site site;

    @BeforeEach
    void choose() {
        folder = temp.resolve("not/there/yet");
        site = new Site(folder);
    }

    @Test
    void fetch_fromAnHonestServer_givesTheFileAndNothingElse() throws IOException {
        Site.Log record = new Site.Log();
        try (RawServer server = RawServer.start(honest(CONTENT, TAG))) {
            assertThat(site.download(server).fetch(record)).isEqualTo(site.target());
            assertThat(server.requests()).hasSize(1);
            assertThat(server.requests().get(0).header("Range")).isEmpty();
        }
        site.assertComplete();
        assertThat(record.received).startsWith(0L).endsWith((long) LENGTH).isSorted();
        assertThat(record.reasons).isEmpty();
    }

    @Test
    void fetch_withoutAContentLength_givesTheFile() throws IOException {
        try (RawServer server = RawServer.start((request, connection) ->
                connection.head("200 OK", "Connection: close").bytes(CONTENT, 0, LENGTH))) {
            site.download(server).fetch(new Site.Log());
        }
        site.assertComplete();
    }

    @Test
    void fetch_whenItIsThere_usesNoNetwork() throws IOException {
        Files.createDirectories(folder);
        Files.write(site.target(), CONTENT);
        try (RawServer server = RawServer.start(honest(CONTENT, TAG))) {
            assertThat(site.download(server).fetch(new Site.Log())).isEqualTo(site.target());
            assertThat(server.requests()).isEmpty();
        }
        assertThat(folder).isDirectoryNotContaining(file -> !file.equals(site.target()));
    }

    @Test
    void fetch_whenAnotherFileHasItsName_replacesThat() throws IOException {
        Files.createDirectories(folder);
        Files.write(site.target(), OTHER);
        try (RawServer server = RawServer.start(honest(CONTENT, TAG))) {
            site.download(server).fetch(new Site.Log());
        }
        site.assertComplete();
    }

    @Test
    void fetch_fromAMirror_asksOnlyThat() throws IOException {
        try (RawServer official = RawServer.start(honest(CONTENT, TAG));
                RawServer mirror = RawServer.start(honest(CONTENT, TAG))) {
            PublishedFile file = Site.file(official.uri("/" + NAME)).from(mirror.uri("/elsewhere?id=1"));
            Download.of(file, folder).fetch(new Site.Log());
            assertThat(official.requests()).isEmpty();
            assertThat(mirror.requests()).extracting(RawServer.Request::target).containsExactly("/elsewhere?id=1");
        }
        site.assertComplete();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"ftp://127.0.0.1/x", "file:///etc/passwd", "weights.pth", "https:/x", "http://me:secret@host/x"})
    void from_noAddressOnTheWeb_isRefused(String address) {
        PublishedFile file = Site.file(URI.create("https://host/" + NAME));
        assertThatThrownBy(() -> file.from(URI.create(address)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("secret");
    }

    @Test
    void fetch_aWebPageInstead_saysWhichHashItHasAndLeavesNothing() throws IOException {
        byte[] page = "<html>Please log in</html>".getBytes(StandardCharsets.UTF_8);
        try (RawServer server = RawServer.start(answering("200 OK", page, "ETag: " + TAG))) {
            assertFails(site.download(server))
                    .hasMessageContaining(server.uri("/" + NAME).toString())
                    .hasMessageContaining("26 bytes")
                    .hasMessageContaining(Site.sha256(page).substring(0, 8))
                    .hasMessageContaining(SHA256.substring(0, 8))
                    .hasMessageContaining("deleted");
            assertThat(server.requests()).hasSize(1);
        }
        assertThat(site.visible()).isEmpty();
    }

    @Test
    void fetch_interruptedWhileTheServerIsSilent_stopsAndKeepsWhatArrived() throws Exception {
        try (RawServer server = RawServer.start(stalling(LENGTH / 2), honest(CONTENT, TAG))) {
            AtomicReference<Throwable> outcome = new AtomicReference<>();
            AtomicReference<Boolean> flag = new AtomicReference<>();
            Thread worker = new Thread(() -> {
                try {
                    site.download(server).fetch(new Site.Log());
                } catch (CancelledException e) {
                    outcome.set(e);
                    flag.set(Thread.currentThread().isInterrupted());
                }
            });
            worker.start();
            Site.await(() -> site.partLength() == LENGTH / 2);
            worker.interrupt();
            worker.join();
            assertThat(outcome.get()).isInstanceOf(CancelledException.class);
            assertThat(flag.get()).isTrue();
            assertThat(site.visible()).containsExactly(NAME + ".part", NAME + ".part.etag");

            site.download(server).fetch(new Site.Log());
            assertThat(server.requests().get(1).header("Range")).contains("bytes=%d-".formatted(LENGTH / 2));
        }
        site.assertComplete();
    }

    @Test
    void fetch_interruptedBeforeAnyAnswer_stops() throws Exception {
        try (RawServer server = RawServer.start((request, connection) -> connection.awaitHangUp())) {
            CountDownLatch cancelled = new CountDownLatch(1);
            Thread worker = new Thread(
                    () -> assertThatThrownBy(() -> site.download(server).fetch(new Site.Log()))
                            .isInstanceOf(CancelledException.class)
                            .satisfies(e -> cancelled.countDown()));
            worker.start();
            Site.await(() -> !server.requests().isEmpty());
            worker.interrupt();
            worker.join();
            assertThat(cancelled.getCount()).isZero();
        }
        assertThat(site.visible()).isEmpty();
    }

    @Test
    void fetch_whileAnotherDoesTheSame_isRefusedAndDoesNotDisturb() throws Exception {
        CountDownLatch goOn = new CountDownLatch(1);
        try (RawServer server = RawServer.start((request, connection) -> {
            connection.head("200 OK", "Content-Length: " + LENGTH).bytes(CONTENT, 0, LENGTH / 2);
            awaitQuietly(goOn);
            connection.bytes(CONTENT, LENGTH / 2, LENGTH);
        })) {
            Thread first = new Thread(() -> site.download(server).fetch(new Site.Log()));
            first.start();
            Site.await(() -> site.partLength() == LENGTH / 2);
            assertFails(site.download(server)).hasMessageContaining(NAME).hasMessageContaining("another process");
            goOn.countDown();
            first.join();
            assertThat(server.requests()).hasSize(1);
        }
        site.assertComplete();
    }

    @Test
    void fetch_intoAPlaceThatIsAFile_namesItAndWhatToDo() throws IOException {
        Files.createDirectories(folder.getParent());
        Files.writeString(folder, "in the way");
        try (RawServer server = RawServer.start(honest(CONTENT, TAG))) {
            assertFails(site.download(server))
                    .hasMessageContaining("cannot write to " + folder)
                    .hasMessageContaining("already exists")
                    .hasMessageContaining("another folder");
            assertThat(server.requests()).isEmpty();
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void fetch_ontoAFullDisk_namesTheFolderAndWhatToDo() throws IOException {
        Files.createDirectories(folder);
        Files.createSymbolicLink(site.part(), Path.of("/dev/full"));
        try (RawServer server = RawServer.start(honest(CONTENT, TAG))) {
            assertFails(site.download(server))
                    .hasMessageContaining("cannot write to " + folder)
                    .hasMessageContaining("No space left")
                    .hasMessageContaining("disk space");
        }
        assertThat(site.visible()).isEmpty();
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
