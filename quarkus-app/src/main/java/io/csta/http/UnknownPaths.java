package io.csta.http;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** Says in the API's own way that there is nothing, where no resource is asked. */
@ApplicationScoped
class UnknownPaths {

    private static final int NOT_FOUND = 404;

    void register(@Observes Router router) {
        router.route().last().handler(UnknownPaths::answer);
    }

    private static void answer(RoutingContext context) {
        Problems.answer(context, NOT_FOUND, "Not Found", "there is nothing here; /api/docs says what there is");
    }
}
