package io.csta.download;

import io.csta.CancelledException;
import io.csta.OutputFile;
import io.csta.Sha256;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Downloads a published file to a folder.
 *
 * <p>Lost connections, servers that send nothing for 30 seconds, and the statuses 429 and 5xx are retried with growing
 * pauses, each time from the first missing byte, until five attempts in a row made no progress. The part that has arrived
 * stays in the folder as {@code NAME.part} (and its version as {@code NAME.part.etag}) until it is complete or proven
 * wrong, even if the thread is interrupted; another call resumes from there. Only a verified file gets the name of the
 * file.
 *
 * <p>Proxies are taken from the variables {@code https_proxy}, {@code http_proxy}, {@code all_proxy} and
 * {@code no_proxy}, otherwise from Java's system properties. A user name and a password for the proxy of an
 * {@code https} URL are sent only if Java allows it: set the system property
 * {@code jdk.http.auth.tunneling.disabledSchemes} to an empty value before the first request of the process.
 *
 * <p>Safe for use by several threads and processes. If one of them is downloading the same file to the same folder, the
 * others fail.
 */
public final class Download {

    private final PublishedFile file;
    private final Path target;
    private final Requests requests;
    private final RetryPolicy retries;

    private Download(PublishedFile file, Path folder, Requests requests, RetryPolicy retries) {
        this.file = file;
        this.target = folder.toAbsolutePath().resolve(file.name());
        this.requests = requests;
        this.retries = retries;
    }

    /** A download; the folder need not exist yet. */
    public static Download of(PublishedFile file, Path folder) {
        Proxies proxies = new Proxies(System.getenv());
        return of(file, folder, Requests.client(proxies).build(), proxies, RetryPolicy.DEFAULT);
    }

    static Download of(PublishedFile file, Path folder, HttpClient client, Proxies proxies, RetryPolicy retries) {
        return new Download(file, folder, new Requests(client, proxies), retries);
    }

    /**
     * Downloads the file, unless the folder contains it already.
     *
     * @return the absolute path of the verified file
     * @throws DownloadException if it cannot be downloaded or stored, or has the wrong hash
     * @throws CancelledException if the thread was interrupted; its interrupt flag stays set, and the part stays in the
     *     folder
     */
    public Path fetch(DownloadListener listener) {
        if (isVerified()) {
            return target;
        }
        try (PartFile part = PartFile.of(target)) {
            if (!isVerified()) { // another process may have just finished
                new Transfer(file, part, requests, retries, listener).run();
            }
            return target;
        } catch (InterruptedException e) {
            throw CancelledException.interrupted();
        }
    }

    private boolean isVerified() {
        try {
            return Files.isRegularFile(target) && file.isOf(Sha256.of(target));
        } catch (IOException e) {
            throw new DownloadException("cannot read %s: %s; delete it".formatted(target, OutputFile.reason(e)), e);
        }
    }
}
