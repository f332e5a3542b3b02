package io.csta.download;

import io.csta.CancelledException;
import io.csta.OutputFile;
import io.csta.Sha256;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Gets a published file into a folder.
 *
 * <p>A connection that is cut, a server that falls silent for 30 seconds, and the statuses 429 and 5xx are tried again
 * with growing pauses, each time from the byte on that is missing, until five attempts in a row have brought no
 * progress. What has arrived stays in the folder as {@code NAME.part} (and, to know which version of the file it is,
 * {@code NAME.part.etag}) until it is complete or proven wrong, also when the thread is interrupted; another call goes
 * on from there. Nothing unverified ever has the name of the file.
 *
 * <p>Proxies are those that the variables {@code https_proxy}, {@code http_proxy}, {@code all_proxy} and
 * {@code no_proxy} name, otherwise those of Java's system properties. A name and a password for the proxy in front of
 * an {@code https} address are sent only if Java allows it: set the system property
 * {@code jdk.http.auth.tunneling.disabledSchemes} to nothing before the first request of the process.
 *
 * <p>May be used by several threads and processes at once; the same file in the same folder is got by one of them, and
 * refused to the others meanwhile.
 */
public final class Download {

    private final PublishedFile file;
    private final URI source;
    private final Path folder;
    private final Requests requests;
    private final RetryPolicy patience;

    private Download(PublishedFile file, URI source, Path folder, Requests requests, RetryPolicy patience) {
        this.file = file;
        this.source = source;
        this.folder = folder;
        this.requests = requests;
        this.patience = patience;
    }

    /** Of a file from where it is published; the folder need not exist yet. */
    public static Download of(PublishedFile file, Path folder) {
        Proxies proxies = new Proxies(System.getenv());
        return of(file, folder, Requests.client(proxies).build(), proxies, RetryPolicy.ORDINARY);
    }

    static Download of(PublishedFile file, Path folder, HttpClient client, Proxies proxies, RetryPolicy patience) {
        Requests requests = new Requests(client, proxies, patience.stall());
        return new Download(file, file.source(), folder.toAbsolutePath(), requests, patience);
    }

    /**
     * The same from another place.
     *
     * @throws IllegalArgumentException as {@link PublishedFile#requireUsable} does
     */
    public Download from(URI mirror) {
        return new Download(file, PublishedFile.requireUsable(mirror), folder, requests, patience);
    }

    /**
     * Gets the file, unless it is there already; then no network is used.
     *
     * @return where the verified file is, an absolute path
     * @throws DownloadException if it cannot be got, is not the file, or cannot be stored
     * @throws CancelledException if the thread was interrupted; its interrupt flag stays set, and so does what arrived
     */
    public Path fetch(DownloadListener listener) {
        Path target = folder.resolve(file.name());
        if (isThere(target)) {
            return target;
        }
        try (PartFile part = PartFile.of(target)) {
            if (!isThere(target)) { // another process may just have finished
                new Fetching(file, source, part, requests, patience, listener).run();
            }
            return target;
        } catch (InterruptedException e) {
            throw CancelledException.interrupted();
        }
    }

    private boolean isThere(Path target) {
        try {
            return Files.isRegularFile(target) && file.isOf(Sha256.of(target));
        } catch (IOException e) {
            throw new DownloadException("cannot read %s: %s; remove it".formatted(target, OutputFile.reason(e)), e);
        }
    }
}
