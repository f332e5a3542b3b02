package io.csta.download;

import java.io.IOException;
import java.net.ConnectException;
import java.net.ProtocolException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import javax.net.ssl.SSLException;

/** Requests a file, or the rest of it, until it is complete and verified. */
final class Transfer {

    private static final long REPORT_INTERVAL_NANOS = 100_000_000;
    private static final double MEGABYTE = 1e6;

    private final PublishedFile file;
    private final URI source;
    private final PartFile part;
    private final Requests requests;
    private final RetryPolicy retries;
    private final DownloadListener listener;
    private long longest;
    private int failures;
    private boolean restarted;
    private long lastReport;

    Transfer(
            PublishedFile file,
            URI source,
            PartFile part,
            Requests requests,
            RetryPolicy retries,
            DownloadListener listener) {
        this.file = file;
        this.source = source;
        this.part = part;
        this.requests = requests;
        this.retries = retries;
        this.listener = listener;
        this.longest = part.length();
    }

    /**
     * Leaves the verified file under its name.
     *
     * @throws DownloadException if no further attempt can help
     */
    void run() throws InterruptedException {
        boolean complete = false;
        while (!complete) {
            try {
                request();
                complete = isVerified();
            } catch (TransientFailure e) {
                recover(String.valueOf(e.getMessage()), e.retryAfter());
            } catch (IOException e) {
                recover(reason(e), Duration.ZERO);
            }
        }
        part.keep();
    }

    private void request() throws IOException, InterruptedException {
        Optional<String> version = part.length() > 0 ? part.validator() : Optional.empty();
        Map<String, String> headers = version.map(
                        known -> Map.of("Range", "bytes=%d-".formatted(part.length()), "If-Range", known))
                .orElse(Map.of());
        try (Response response = requests.get(source, headers)) {
            if (response.status() == 200) {
                requireFits(response.length());
                part.restart(response.validator());
                receive(response, response.length());
            } else if (response.status() == 206) {
                receiveRest(response, version);
            } else if (response.status() == 416 && version.isPresent()) {
                requireComplete();
            } else {
                throw refused(response);
            }
        }
    }

    private void receiveRest(Response response, Optional<String> version) throws IOException, InterruptedException {
        Response.Range range = response.range()
                .filter(given -> given.first() == part.length())
                .filter(given -> version.isPresent() && !response.isOfOtherVersionThan(version.get()))
                .orElseThrow(() -> restart("the server sent different bytes than requested"));
        requireFits(range.total());
        part.resume();
        receive(response, range.total());
        long end = range.last() + 1;
        if (part.length() > end) {
            throw restart("the server sent more bytes than announced");
        }
        if (part.length() < range.total().orElse(end)) {
            throw new TransientFailure("the server sent only part of the remaining bytes");
        }
    }

    /** The server has nothing after the part: it is either complete or too long to be right. */
    private void requireComplete() {
        if (!file.isOf(part.sha256())) {
            throw restart("the file on the server is shorter than the partial download");
        }
    }

    private TransientFailure restart(String reason) {
        part.restart(Optional.empty());
        return new TransientFailure(reason);
    }

    private RuntimeException refused(Response response) {
        int status = response.status();
        if (status == 429 || status >= 500) {
            return new TransientFailure("the server responded with " + status, response.retryAfter(Instant.now()));
        }
        if (status == 407) {
            return new DownloadException(
                    "the proxy requires a user name and a password; set the variable %s_proxy to http://NAME:PASSWORD@HOST:PORT"
                            .formatted(response.from().getScheme()));
        }
        return new DownloadException(
                "%s responded with %d; check the address or use another source".formatted(response.from(), status));
    }

    private void receive(Response response, OptionalLong total) throws IOException, InterruptedException {
        report(total);
        List<ByteBuffer> bytes = response.body().next(retries.stall());
        while (!bytes.isEmpty()) {
            part.append(bytes);
            if (part.length() > file.maxBytes()) {
                part.discard();
                throw new DownloadException(
                        "%s sent more than %s, the maximum size of %s; the partial download was deleted; use another source"
                                .formatted(source, size(file.maxBytes()), file.name()));
            }
            if (System.nanoTime() - lastReport >= REPORT_INTERVAL_NANOS) {
                report(total);
            }
            bytes = response.body().next(retries.stall());
        }
        report(total);
    }

    private void report(OptionalLong total) {
        listener.received(part.length(), total);
        lastReport = System.nanoTime();
    }

    private void requireFits(OptionalLong announced) {
        if (announced.orElse(0) > file.maxBytes()) {
            throw new DownloadException("%s announced %s, but the maximum size of %s is %s; use another source"
                    .formatted(source, size(announced.getAsLong()), file.name(), size(file.maxBytes())));
        }
    }

    private boolean isVerified() {
        String found = part.sha256();
        if (file.isOf(found)) {
            return true;
        }
        if (part.isResumed() && !restarted) {
            restarted = true;
            part.restart(Optional.empty());
            longest = 0;
            failures = 0;
            listener.retrying("wrong hash; downloading the whole file again", Duration.ZERO);
            return false;
        }
        long length = part.length();
        part.discard();
        throw new DownloadException(
                ("%s sent %s with a SHA-256 that begins with %s instead of %s; this is not %s (perhaps a login page of"
                                + " the network) and was deleted; try another network or another source")
                        .formatted(
                                source,
                                size(length),
                                found.substring(0, file.sha256Start().length()),
                                file.sha256Start(),
                                file.name()));
    }

    /** Only a part longer than ever before in this call is progress, so that a server cannot keep the call busy forever. */
    private void recover(String reason, Duration retryAfter) throws InterruptedException {
        failures = part.length() > longest ? 0 : failures + 1;
        longest = Math.max(longest, part.length());
        if (failures >= retries.attempts()) {
            throw new DownloadException("cannot download %s: %s, and %d attempts in a row made no progress; %s"
                    .formatted(requests.route(source), reason, failures, remedy()));
        }
        Duration wait = retries.wait(failures, retryAfter);
        listener.retrying(reason, wait);
        Thread.sleep(wait.toMillis());
    }

    private String remedy() {
        return part.length() == 0
                ? "check the network and its proxies, or try again later"
                : "%s were saved to %s; download again to resume".formatted(size(part.length()), part.path());
    }

    /** In words, because many exceptions of {@link java.net.http} have no message. */
    private static String reason(IOException e) {
        if (e instanceof HttpTimeoutException) {
            return "no response in time";
        }
        if (e instanceof SocketTimeoutException) {
            return String.valueOf(e.getMessage());
        }
        if (e instanceof ConnectException) {
            return isUnresolved(e) ? "no such host" : "cannot connect";
        }
        if (e instanceof ProtocolException) {
            return "the response is not HTTP";
        }
        return e instanceof SSLException ? "no secure connection: " + e.getMessage() : "the connection was lost";
    }

    private static boolean isUnresolved(Throwable e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof UnresolvedAddressException) {
                return true;
            }
        }
        return false;
    }

    private static String size(long bytes) {
        return bytes < MEGABYTE / 10 ? bytes + " bytes" : String.format(Locale.ROOT, "%.1f MB", bytes / MEGABYTE);
    }
}
