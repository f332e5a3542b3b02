package io.csta.service.http;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/**
 * Limits the size of paths and headers. The server also limits them, but responds without a body, so its own limits are higher.
 */
@ApplicationScoped
class RequestHead {

    /** Before everything else. */
    private static final int PRIORITY = 400;

    private static final int LONGEST_URI = 8 << 10;
    private static final int LARGEST_HEADERS = 20 << 10;

    void register(@Observes Filters filters) {
        filters.register(RequestHead::check, PRIORITY);
    }

    private static void check(RoutingContext context) {
        HttpServerRequest request = context.request();
        if (request.uri().length() > LONGEST_URI) {
            Problems.answer(
                    context, ProblemType.URI_TOO_LONG, "the URI is longer than %d bytes".formatted(LONGEST_URI));
        } else if (size(request) > LARGEST_HEADERS) {
            Problems.answer(
                    context,
                    ProblemType.HEADERS_TOO_LARGE,
                    "the headers have more than %d bytes; send fewer or shorter headers".formatted(LARGEST_HEADERS));
        } else {
            context.next();
        }
    }

    private static long size(HttpServerRequest request) {
        return request.headers().entries().stream()
                .mapToLong(
                        header -> header.getKey().length() + header.getValue().length())
                .sum();
    }
}
