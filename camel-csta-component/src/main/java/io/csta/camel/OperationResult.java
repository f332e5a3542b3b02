package io.csta.camel;

import io.csta.summary.Timings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.support.SynchronizationAdapter;

/**
 * The result of an operation on a message.
 *
 * @param body the new body
 * @param headers the new headers
 * @param files the files that were written
 * @param scratch the spool folder that is deleted when the exchange is done
 * @param timings the time of each stage, if known
 */
record OperationResult(
        Object body,
        Map<String, Object> headers,
        List<Path> files,
        Optional<Spool.Folder> scratch,
        Optional<Timings> timings) {

    /** Sets the body and the headers of the message. */
    void into(Exchange exchange) {
        exchange.getMessage().setBody(body);
        headers.forEach(exchange.getMessage()::setHeader);
        scratch.ifPresent(folder -> exchange.getExchangeExtension().addOnCompletion(new SynchronizationAdapter() {
            @Override
            public void onDone(Exchange done) {
                folder.close();
            }
        }));
    }

    /** Deletes the files, for a message that was cancelled at the last moment. */
    void discard() {
        for (Path file : files) {
            try {
                Files.deleteIfExists(file);
            } catch (IOException ignored) {
                // The exchange fails with the cancellation, which matters more.
            }
        }
        scratch.ifPresent(Spool.Folder::close);
    }
}
