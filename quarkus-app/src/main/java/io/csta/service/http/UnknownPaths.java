package io.csta.service.http;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** Shows people with a browser the API, and says in the API's own way that there is nothing where no resource is. */
@ApplicationScoped
class UnknownPaths {

    private static final int NOT_FOUND = 404;
    private static final String API = "/api/docs/";

    void register(@Observes Router router) {
        router.get("/").handler(context -> context.redirect(API));
        router.route().last().handler(UnknownPaths::answer);
    }

    private static void answer(RoutingContext context) {
        Problems.answer(context, NOT_FOUND, "Not Found", "there is nothing here; /api/docs says what there is");
    }
}
