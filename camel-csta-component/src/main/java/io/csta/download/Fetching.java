package io.csta.download;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** Asks again and again until the file is there, is proven wrong, or there is no progress any more. */
final class Fetching {

    private final PublishedFile file;
    private final URI source;
    private final PartFile part;
    private final Requests requests;
    private final Transfer transfer;
    private final RetryPolicy patience;
    private final DownloadListener listener;
    private long best;
    private int fruitless;
    private boolean startedAfresh;

    Fetching(
            PublishedFile file,
            URI source,
            PartFile part,
            Requests requests,
            RetryPolicy patience,
            DownloadListener listener) {
        this.file = file;
        this.source = source;
        this.part = part;
        this.requests = requests;
        this.transfer = new Transfer(file, source, part, requests, patience.stall(), listener);
        this.patience = patience;
        this.listener = listener;
        this.best = part.length();
    }

    /** Leaves the verified file under its name. */
    void run() throws InterruptedException {
        while (true) {
            Optional<TransientFailure> setback = transfer.run();
            if (setback.isPresent()) {
                recover(setback.get());
            } else if (isVerified()) {
                part.keep();
                return;
            }
        }
    }

    /** Progress is to get further than ever before in this call, so that a server cannot keep it busy for ever. */
    private void recover(TransientFailure setback) throws InterruptedException {
        fruitless = part.length() > best ? 0 : fruitless + 1;
        best = Math.max(best, part.length());
        if (fruitless >= patience.attempts()) {
            throw new DownloadException("cannot get %s: %s, and %d attempts in a row brought no progress; %s"
                    .formatted(requests.route(source), setback.what(), fruitless, remains()));
        }
        Duration wait = patience.wait(fruitless, setback.asked());
        listener.retrying(setback.what(), wait);
        Thread.sleep(wait.toMillis());
    }

    private String remains() {
        return part.length() == 0
                ? "check the network and its proxies, or try later"
                : "%s are in %s, and another call goes on from there"
                        .formatted(Words.bytes(part.length()), part.path());
    }

    private boolean isVerified() {
        String found = part.sha256();
        if (file.isOf(found)) {
            return true;
        }
        if (part.isResumed() && !startedAfresh) {
            startedAfresh = true;
            part.restart(Optional.empty());
            best = 0;
            fruitless = 0;
            listener.retrying("the parts do not make up the file, so all of it is fetched afresh", Duration.ZERO);
            return false;
        }
        long length = part.length();
        part.discard();
        throw new DownloadException(
                ("%s gave %s with a SHA-256 that begins with %s instead of %s; this is not %s (but a web page of the"
                                + " network, perhaps) and was removed: try another network or another source")
                        .formatted(
                                source,
                                Words.bytes(length),
                                found.substring(0, file.sha256Start().length()),
                                file.sha256Start(),
                                file.name()));
    }
}
