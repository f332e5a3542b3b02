package io.csta.download;

import java.io.IOException;
import java.net.ProtocolException;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Requests a file, or the rest of it, until it is complete and verified. */
final class Transfer {

    private static final long REPORT_INTERVAL_NANOS = 100_000_000;
    private static final double MEGABYTE = 1e6;
    private static final Pattern RANGE = Pattern.compile("bytes +([0-9]{1,18})-[0-9]{1,18}/([0-9]{1,18}|\\*)");

    private final PublishedFile file;
    private final URI source;
    private final PartFile part;
    private final Requests requests;
    private final RetryPolicy retries;
    private final DownloadListener listener;
    private long longest;
    private int failures;
    private Duration requestedPause = Duration.ZERO;
    private long lastReport;

    /** Whether the bytes come from several responses, which may not belong to the same version. */
    private boolean resumed;

    private boolean restarted;

    Transfer(PublishedFile file, PartFile part, Requests requests, RetryPolicy retries, DownloadListener listener) {
        this.file = file;
        this.source = file.source();
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
                requestedPause = Duration.ZERO;
                request();
                complete = isVerified();
            } catch (IOException e) {
                recover(Requests.reason(e));
            }
        }
        part.keep();
    }

    private void request() throws IOException, InterruptedException {
        Optional<String> version = part.length() > 0 ? part.version() : Optional.empty();
        Map<String, String> range = version.map(
                        known -> Map.of("Range", "bytes=%d-".formatted(part.length()), "If-Range", known))
                .orElse(Map.of());
        HttpResponse<TimedBody> response = requests.get(source, range, retries.stall());
        try (TimedBody body = response.body()) {
            if (response.statusCode() == 200) {
                restart(Headers.version(response.headers()));
                receive(body, response.headers().firstValueAsLong("Content-Length"));
            } else if (response.statusCode() == 206) {
                receiveRest(body, response.headers());
            } else if (response.statusCode() == 416 && version.isPresent()) {
                resumed = true; // there is nothing after the part, so it is either complete or wrong
            } else {
                refuse(response);
            }
        }
    }

    private void receiveRest(TimedBody body, HttpHeaders headers) throws IOException, InterruptedException {
        Matcher range = RANGE.matcher(headers.firstValue("Content-Range").orElse(""));
        if (!range.matches() || Long.parseLong(range.group(1)) != part.length()) {
            restart(Optional.empty());
            throw new ProtocolException("the server sent different bytes than requested");
        }
        OptionalLong total =
                range.group(2).equals("*") ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(range.group(2)));
        resumed = true;
        receive(body, total);
        if (part.length() < total.orElse(0)) {
            throw new ProtocolException("the server sent only part of the remaining bytes");
        }
    }

    private void refuse(HttpResponse<TimedBody> response) throws IOException {
        int status = response.statusCode();
        if (status == 429 || status >= 500) {
            requestedPause = Headers.retryAfter(response.headers(), Instant.now());
            throw new ProtocolException("the server responded with " + status);
        }
        if (status == 407) {
            throw new DownloadException(
                    "the proxy requires a user name and a password; set the variable %s_proxy to http://NAME:PASSWORD@HOST:PORT"
                            .formatted(response.uri().getScheme()));
        }
        throw new DownloadException(
                "%s responded with %d; check the address or use another source".formatted(response.uri(), status));
    }

    private void receive(TimedBody body, OptionalLong total) throws IOException, InterruptedException {
        requireFits(total.orElse(0), "announced");
        report(total);
        body.writeTo(part, retries::stall, count -> {
            requireFits(part.length(), "sent");
            if (System.nanoTime() - lastReport >= REPORT_INTERVAL_NANOS) {
                report(total);
            }
        });
        report(total);
    }

    private void report(OptionalLong total) {
        listener.received(part.length(), total);
        lastReport = System.nanoTime();
    }

    private void requireFits(long bytes, String what) {
        if (bytes > file.maxBytes()) {
            restart(Optional.empty());
            throw new DownloadException(
                    "%s %s %s, but the maximum size of %s is %s; the partial download was deleted; use another source"
                            .formatted(source, what, size(bytes), file.name(), size(file.maxBytes())));
        }
    }

    /** Empties the part, which is deleted if it stays empty. */
    private void restart(Optional<String> version) {
        part.restart(version);
        resumed = false;
    }

    private boolean isVerified() {
        String found = part.sha256();
        if (file.isOf(found)) {
            return true;
        }
        long length = part.length();
        boolean isMixed = resumed;
        restart(Optional.empty());
        if (isMixed && !restarted) {
            restarted = true;
            longest = 0;
            failures = 0;
            listener.retrying("wrong hash; downloading the whole file again", Duration.ZERO);
            return false;
        }
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
    private void recover(String reason) throws InterruptedException {
        failures = part.length() > longest ? 0 : failures + 1;
        longest = Math.max(longest, part.length());
        if (failures >= retries.attempts()) {
            throw new DownloadException("cannot download %s: %s, and %d attempts in a row made no progress; %s"
                    .formatted(requests.proxies().route(source), reason, failures, remedy()));
        }
        Duration wait = retries.pauses().after(failures, requestedPause);
        listener.retrying(reason, wait);
        Thread.sleep(wait.toMillis());
    }

    private String remedy() {
        return part.length() == 0
                ? "check the network and its proxies, or try again later"
                : "%s were saved to %s; download again to resume".formatted(size(part.length()), part.path());
    }

    private static String size(long bytes) {
        return bytes < MEGABYTE / 10 ? bytes + " bytes" : String.format(Locale.ROOT, "%.1f MB", bytes / MEGABYTE);
    }
}
