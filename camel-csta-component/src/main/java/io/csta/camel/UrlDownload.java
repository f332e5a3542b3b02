package io.csta.camel;

import io.csta.CancelledException;
import io.csta.OutputFile;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Gets a video from a URL that is allowed, within bounds of size and time, and without following redirects, which could
 * lead elsewhere.
 *
 * @param maxBytes how much may come
 * @param limit how long it may take
 */
record UrlDownload(long maxBytes, Duration limit) {

    private static final int OK = 200;
    private static final int REDIRECTS = 3;

    /**
     * Stores what is at a URL. What came before a failure is the caller's to remove.
     *
     * @throws CstaInputException if the server is not reached or answers with anything but 200, or if there is too much
     *     or it takes too long
     * @throws CancelledException if the thread is interrupted
     */
    void fetch(URI url, Path file) {
        String name = AllowedUrls.withoutSecrets(url.toString());
        HttpClient client = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(limit)
                .build();
        CompletableFuture<HttpResponse<Long>> answer = client.sendAsync(
                HttpRequest.newBuilder(url).build(),
                head -> head.statusCode() == OK ? new BoundedFile(file, maxBytes) : BodySubscribers.replacing(0L));
        try {
            int status = answer.get(limit.toMillis(), TimeUnit.MILLISECONDS).statusCode();
            if (status != OK) {
                throw new CstaInputException("%s: the server answers %d, and not 200%s"
                        .formatted(name, status, status / 100 == REDIRECTS ? "; redirects are not followed" : ""));
            }
        } catch (TimeoutException e) {
            throw new CstaInputException(
                    "%s did not come within %s: the option downloadTimeout is the limit".formatted(name, limit), e);
        } catch (InterruptedException e) {
            throw CancelledException.interrupted();
        } catch (ExecutionException e) {
            throw new CstaInputException("%s cannot be got: %s".formatted(name, reason(e)), e);
        } finally {
            answer.cancel(true);
        }
    }

    private String reason(ExecutionException e) {
        if (e.getCause() instanceof BoundedFile.TooLargeException) {
            return "it has more than %d bytes, which the option maxDownloadSize allows".formatted(maxBytes);
        }
        return e.getCause() instanceof IOException failure ? OutputFile.reason(failure) : String.valueOf(e.getCause());
    }
}
