package io.csta.camel;

import io.csta.summary.Progress;
import org.apache.camel.Exchange;
import org.apache.camel.spi.CamelEvent;

/**
 * Tells the event notifiers of a context how far the work on an exchange is, at most ten times a second and an
 * exchange. It comes from the thread that works, which waits for the notifiers.
 */
public final class CstaProgressEvent implements CamelEvent.ExchangeEvent {

    private final Exchange exchange;
    private final Progress progress;
    private long timestamp = System.currentTimeMillis();

    CstaProgressEvent(Exchange exchange, Progress progress) {
        this.exchange = exchange;
        this.progress = progress;
    }

    /** How far the work is. */
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
