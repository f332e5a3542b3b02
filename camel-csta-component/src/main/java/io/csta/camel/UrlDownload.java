package io.csta.camel;

import io.csta.CancelledException;
import io.csta.OutputFile;
import io.csta.download.TimedBody;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;

/**
 * Downloads a video from an allowed URL within limits of size and time. Redirects are not followed, because they could
 * lead to other URLs.
 *
 * @param maxBytes the maximum size
 * @param limit the maximum duration
 */
record UrlDownload(long maxBytes, Duration limit) {

    private static final int OK = 200;
    private static final int REDIRECTS = 3;

    /**
     * Downloads a URL to a file. If that fails, the caller deletes the file.
     *
     * @throws CstaInputException if the server cannot be reached or answers with a status other than 200, or if the
     *     download exceeds a limit
     * @throws CancelledException if the thread is interrupted
     */
    void fetch(URI url, Path file) {
        String name = AllowedUrls.withoutSecrets(url.toString());
        long end = System.nanoTime() + limit.toNanos();
        HttpClient client = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(limit)
                .build();
        try {
            HttpResponse<TimedBody> response = TimedBody.request(
                    client, HttpRequest.newBuilder(url).timeout(limit).build());
            try (TimedBody body = response.body();
                    FileChannel out = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
                requireOk(name, response.statusCode());
                body.writeTo(out, () -> Duration.ofNanos(end - System.nanoTime()), count -> requireFits(name, count));
            }
        } catch (HttpTimeoutException | SocketTimeoutException e) {
            throw new CstaInputException(
                    "%s: download timed out after %s s; increase the option downloadTimeout"
                            .formatted(name, limit.toMillis() / 1e3),
                    e);
        } catch (InterruptedException | ClosedByInterruptException e) {
            throw CancelledException.interrupted();
        } catch (IOException e) {
            throw new CstaInputException("%s: download failed: %s".formatted(name, OutputFile.reason(e)), e);
        }
    }

    private static void requireOk(String name, int status) {
        if (status != OK) {
            throw new CstaInputException("%s: the server responded with %d instead of 200%s"
                    .formatted(name, status, status / 100 == REDIRECTS ? "; redirects are not followed" : ""));
        }
    }

    private void requireFits(String name, long bytes) {
        if (bytes > maxBytes) {
            throw new CstaInputException(
                    "%s: larger than maxDownloadSize (%d bytes); use a smaller video or raise the limit"
                            .formatted(name, maxBytes));
        }
    }
}
