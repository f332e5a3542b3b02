package io.csta.service.http;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.apache.camel.CamelContext;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** Rejects requests while the routes start or stop, when jobs are not loaded yet or no longer accepted. */
@Singleton
public class AvailabilityFilter {

    private static final Duration SOON = Duration.ofSeconds(2);

    private final CamelContext routes;

    @Inject
    AvailabilityFilter(CamelContext routes) {
        this.routes = routes;
    }

    /**
     * Rejects requests that come too early or too late.
     *
     * @throws ProblemException 503
     */
    @ServerRequestFilter
    public void check() {
        if (!isOpen()) {
            throw ProblemException.of(ProblemType.UNAVAILABLE, "the service is starting or stopping; try again soon")
                    .later(SOON);
        }
    }

    boolean isOpen() {
        return routes.isStarted();
    }
}
