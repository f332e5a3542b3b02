package io.csta.download;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.csta.Backoff;
import io.csta.testing.RawServer;
import io.csta.testing.RawServer.Behaviour;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.assertj.core.api.AbstractThrowableAssert;

/** A file that is offered by servers of several characters, and the folder that it is downloaded to. */
final class Site {

    static final int LENGTH = 300_000;
    static final byte[] CONTENT = content(7);
    static final byte[] OTHER = content(8);
    static final String SHA256 = sha256(CONTENT);
    static final String NAME = "weights-" + SHA256.substring(0, 8) + ".pth";
    static final String TAG = "\"v1\"";
    static final int ATTEMPTS = 3;

    /** Patient with a busy machine, but in no hurry to wait. */
    static final RetryPolicy PATIENCE =
            new RetryPolicy(Duration.ofSeconds(30), ATTEMPTS, new Backoff(Duration.ofMillis(1), Duration.ofMillis(4)));

    private static final Duration AT_MOST = Duration.ofMinutes(1);

    private final Path folder;

    Site(Path folder) {
        this.folder = folder;
    }

    Path target() {
        return folder.resolve(NAME);
    }

    Path part() {
        return folder.resolve(NAME + ".part");
    }

    static PublishedFile file(URI source) {
        return new PublishedFile(NAME, source, SHA256.substring(0, 8), 2L * LENGTH);
    }

    Download download(URI source) {
        return download(source, PATIENCE, Map.of());
    }

    Download download(URI source, RetryPolicy patience, Map<String, String> environment) {
        Proxies proxies = new Proxies(environment);
        return Download.of(file(source), folder, Requests.client(proxies).build(), proxies, patience);
    }

    Download download(RawServer server) {
        return download(server.uri("/" + NAME));
    }

    /** Leaves the first bytes of a file as an earlier call would. */
    void leave(byte[] content, int length, String validator) throws IOException {
        Files.createDirectories(folder);
        Files.write(part(), java.util.Arrays.copyOf(content, length));
        Files.writeString(folder.resolve(NAME + ".part.etag"), validator + "\n");
    }

    /** Fails unless the file is there and nothing else that can be seen. */
    void assertComplete() throws IOException {
        assertThat(visible()).containsExactly(NAME);
        assertThat(Files.readAllBytes(target())).isEqualTo(CONTENT);
    }

    /** Fails unless it fails with one line. */
    static AbstractThrowableAssert<?, ?> assertFails(Download download) {
        return assertThatThrownBy(() -> download.fetch(new Log()))
                .isInstanceOf(DownloadException.class)
                .hasMessageNotContaining("\n");
    }

    /** What is in the folder, but for the lock. */
    List<String> visible() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> !name.equals("." + NAME + ".lock"))
                    .sorted()
                    .toList();
        }
    }

    long partLength() {
        try {
            return Files.exists(part()) ? Files.size(part()) : 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void await(BooleanSupplier condition) {
        long end = System.nanoTime() + AT_MOST.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("it does not come true").isLessThan(end);
            Thread.onSpinWait();
        }
    }

    /** Sends it as it should be sent. */
    static Behaviour honest(byte[] content, String tag) {
        return (request, connection) -> {
            int from = from(request, tag);
            if (from >= content.length) {
                connection.answer("416 Range Not Satisfiable", new byte[0], "Content-Range: bytes */" + content.length);
            } else {
                head(connection, content, tag, from).bytes(content, from, content.length);
            }
        };
    }

    /** Begins as it should, and cuts the connection when so many bytes of the file have arrived. */
    Behaviour cutting(byte[] content, String tag, int until) {
        return (request, connection) -> {
            int from = Math.min(from(request, tag), until);
            head(connection, content, tag, from).bytes(content, from, until);
            await(() -> partLength() >= until);
        };
    }

    /** Begins as it should, and falls silent after so many bytes of the file. */
    static Behaviour stalling(int until) {
        return (request, connection) -> {
            int from = from(request, TAG);
            head(connection, CONTENT, TAG, from).bytes(CONTENT, from, until).awaitHangUp();
        };
    }

    /** Always answers the same. */
    static Behaviour answering(String status, byte[] body, String... headers) {
        return (request, connection) -> connection.answer(status, body, headers);
    }

    private static RawServer.Connection head(RawServer.Connection connection, byte[] content, String tag, int from)
            throws IOException {
        String length = "Content-Length: " + (content.length - from);
        return from == 0
                ? connection.head("200 OK", length, "ETag: " + tag)
                : connection.head("206 Partial Content", length, "ETag: " + tag, range(from, content.length));
    }

    static String range(int from, int total) {
        return "Content-Range: bytes %d-%d/%d".formatted(from, total - 1, total);
    }

    /** Which byte is asked for; the first one, if it is asked for the rest of another version. */
    static int from(RawServer.Request request, String tag) {
        boolean isCurrent = request.header("If-Range").filter(tag::equals).isPresent();
        return isCurrent
                ? request.header("Range")
                        .map(range -> Integer.parseInt(range.replaceAll("\\D", "")))
                        .orElse(0)
                : 0;
    }

    private static byte[] content(long seed) {
        byte[] content = new byte[LENGTH];
        new Random(seed).nextBytes(content);
        return content;
    }

    static String sha256(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    /** Remembers what it was told. */
    static final class Log implements DownloadListener {

        final List<Long> received = new ArrayList<>();
        final List<String> reasons = new ArrayList<>();
        final List<Duration> waits = new ArrayList<>();

        @Override
        public void received(long bytes, OptionalLong total) {
            received.add(bytes);
        }

        @Override
        public void retrying(String what, Duration wait) {
            reasons.add(what);
            waits.add(wait);
        }
    }
}
