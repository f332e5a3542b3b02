package io.csta.camel;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;

/** A Camel context for a test, which is closed with it. */
final class Routes implements AutoCloseable {

    private final DefaultCamelContext context = new DefaultCamelContext();

    Routes() {
        context.getShutdownStrategy().setTimeout(1);
        context.getShutdownStrategy().setSuppressLoggingOnTimeout(true);
    }

    /** What a context runs. */
    interface Definition {
        void in(RouteBuilder builder) throws Exception;
    }

    /** Adds routes and starts the context. */
    Routes start(Definition definition) throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() throws Exception {
                definition.in(this);
            }
        });
        context.start();
        return this;
    }

    /** One route from {@code direct:in} to an endpoint. */
    static Routes to(String uri) throws Exception {
        return new Routes().start(builder -> builder.from("direct:in").to(uri));
    }

    DefaultCamelContext context() {
        return context;
    }

    CstaComponent csta() {
        return context.getComponent("csta", CstaComponent.class);
    }

    /** An exchange that has yet to be sent. */
    Exchange exchange(Object body, Map<String, Object> headers) {
        Exchange exchange = new DefaultExchange(context);
        exchange.getMessage().setBody(body);
        exchange.getMessage().setHeaders(new HashMap<>(headers));
        return exchange;
    }

    /** Sends to {@code direct:in} and waits for the end. */
    Exchange send(Object body, Map<String, Object> headers) {
        return context.createProducerTemplate().send("direct:in", exchange(body, headers));
    }

    Exchange send(Object body) {
        return send(body, Map.of());
    }

    /** Sends to {@code direct:in} and does not wait. */
    CompletableFuture<Exchange> sendLater(Exchange exchange) {
        return context.createProducerTemplate().asyncSend("direct:in", exchange);
    }

    /** What an exchange failed with. */
    static Throwable failure(Exchange exchange) {
        return exchange.getException();
    }

    @Override
    public void close() {
        context.stop();
    }
}
