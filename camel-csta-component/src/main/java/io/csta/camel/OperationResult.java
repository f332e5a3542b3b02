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
 * What the work on a message gave.
 *
 * @param body the new body
 * @param headers the new headers
 * @param files what was written
 * @param scratch the spool folder that goes when the exchange is done
 * @param timings where the time went, as far as known
 */
record OperationResult(
        Object body,
        Map<String, Object> headers,
        List<Path> files,
        Optional<Spool.Folder> scratch,
        Optional<Timings> timings) {

    /** Puts it into the message. */
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

    /** Removes what was written, for a message that was cancelled at the last moment. */
    void discard() {
        for (Path file : files) {
            try {
                Files.deleteIfExists(file);
            } catch (IOException ignored) {
                // That the work was cancelled is what the route has to know.
            }
        }
        scratch.ifPresent(Spool.Folder::close);
    }
}
