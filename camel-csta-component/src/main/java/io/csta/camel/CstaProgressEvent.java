package io.csta.camel;

import io.csta.summary.Progress;
import org.apache.camel.Exchange;
import org.apache.camel.spi.CamelEvent;

/**
 * Reports the progress of an exchange to the event notifiers of a context, at most ten times per second and exchange. The
 * thread that processes the exchange waits for the notifiers. Unless the endpoint is synchronous, another thread repeats the
 * last progress once per second while there is no news.
 */
public final class CstaProgressEvent implements CamelEvent.ExchangeEvent {

    private final Exchange exchange;
    private final Progress progress;
    private long timestamp = System.currentTimeMillis();

    CstaProgressEvent(Exchange exchange, Progress progress) {
        this.exchange = exchange;
        this.progress = progress;
    }

    /** The progress. */
    public Progress getProgress() {
        return progress;
    }

    @Override
    public Exchange getExchange() {
        return exchange;
    }

    @Override
    public Type getType() {
        return Type.Custom;
    }

    @Override
    public long getTimestamp() {
        return timestamp;
    }

    @Override
    public void setTimestamp(long milliseconds) {
        timestamp = milliseconds;
    }

    @Override
    public String toString() {
        return "%s of %s is at %.0f %%"
                .formatted(progress.stage(), exchange.getExchangeId(), 100 * progress.fraction());
    }
}
