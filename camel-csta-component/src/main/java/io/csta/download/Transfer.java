package io.csta.download;

import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** One request for the file, or for the rest of it, and what its answer adds to the part. */
final class Transfer {

    private static final long PERIOD_NANOS = 100_000_000;

    private final PublishedFile file;
    private final URI source;
    private final PartFile part;
    private final Requests requests;
    private final Duration stall;
    private final DownloadListener listener;
    private long lastReport;

    Transfer(
            PublishedFile file,
            URI source,
            PartFile part,
            Requests requests,
            Duration stall,
            DownloadListener listener) {
        this.file = file;
        this.source = source;
        this.part = part;
        this.requests = requests;
        this.stall = stall;
        this.listener = listener;
    }

    /**
     * Asks once.
     *
     * @return what went wrong, if it may go better next time; nothing if all has come
     * @throws DownloadException if it will not go better next time
     */
    Optional<TransientFailure> run() throws InterruptedException {
        Optional<String> known = part.length() > 0 ? part.validator() : Optional.empty();
        Map<String, String> headers = known.map(
                        version -> Map.of("Range", "bytes=%d-".formatted(part.length()), "If-Range", version))
                .orElse(Map.of());
        try (Response answer = requests.get(source, headers)) {
            if (answer.status() == 200) {
                return whole(answer);
            }
            if (answer.status() == 206) {
                return rest(answer, known);
            }
            if (answer.status() == 416 && known.isPresent()) {
                return nothingMore();
            }
            return refused(answer);
        } catch (IOException e) {
            return Optional.of(TransientFailure.of(e));
        }
    }

    private Optional<TransientFailure> whole(Response answer) throws IOException, InterruptedException {
        refuseIfTooLarge(answer.announced());
        part.restart(answer.validator());
        receive(answer, answer.announced());
        return Optional.empty();
    }

    private Optional<TransientFailure> rest(Response answer, Optional<String> known)
            throws IOException, InterruptedException {
        Optional<ContentRange> range = answer.range().filter(given -> given.first() == part.length());
        if (range.isEmpty() || known.isEmpty() || answer.isOfOtherVersionThan(known.get())) {
            part.restart(Optional.empty());
            return Optional.of(new TransientFailure("the server sent other bytes than it was asked for"));
        }
        refuseIfTooLarge(range.get().total());
        part.resume();
        receive(answer, range.get().total());
        long end = range.get().last() + 1;
        if (part.length() > end) {
            part.restart(Optional.empty());
            return Optional.of(new TransientFailure("the server sent more bytes than it announced"));
        }
        boolean isAll =
                part.length() == end && part.length() == range.get().total().orElse(end);
        return isAll ? Optional.empty() : Optional.of(new TransientFailure("the server sent only a part of the rest"));
    }

    /** Either all is there, or what is there is too long to be right. */
    private Optional<TransientFailure> nothingMore() {
        if (file.isOf(part.sha256())) {
            return Optional.empty();
        }
        part.restart(Optional.empty());
        return Optional.of(new TransientFailure("the server says that the file is shorter than what is there of it"));
    }

    private Optional<TransientFailure> refused(Response answer) {
        int status = answer.status();
        if (status == 429 || status >= 500) {
            return Optional.of(new TransientFailure("the server answered " + status, answer.retryAfter(Instant.now())));
        }
        if (status == 407) {
            throw new DownloadException("the proxy asks for a name and a password: give them in the variable %s_proxy,"
                            .formatted(answer.from().getScheme())
                    + " as http://NAME:PASSWORD@HOST:PORT");
        }
        throw new DownloadException(
                "%s answered %d: check the address, or give another source".formatted(answer.from(), status));
    }

    private void receive(Response answer, OptionalLong total) throws IOException, InterruptedException {
        listener.received(part.length(), total);
        lastReport = System.nanoTime();
        Optional<List<ByteBuffer>> bytes = answer.body().next(stall);
        while (bytes.isPresent()) {
            part.append(bytes.get());
            if (part.length() > file.maxBytes()) {
                part.discard();
                throw new DownloadException("%s sent more than the %s that %s can have, and what came was removed:"
                                .formatted(source, Words.bytes(file.maxBytes()), file.name())
                        + " give another source");
            }
            if (System.nanoTime() - lastReport >= PERIOD_NANOS) {
                listener.received(part.length(), total);
                lastReport = System.nanoTime();
            }
            bytes = answer.body().next(stall);
        }
        listener.received(part.length(), total);
    }

    private void refuseIfTooLarge(OptionalLong announced) {
        if (announced.orElse(0) > file.maxBytes()) {
            throw new DownloadException("%s announced %s, more than the %s that %s can have: give another source"
                    .formatted(source, Words.bytes(announced.getAsLong()), Words.bytes(file.maxBytes()), file.name()));
        }
    }
}
