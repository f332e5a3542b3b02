package io.csta.service.http;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** Redirects browsers to the documentation of the API, and responds to unknown paths with an error. */
@ApplicationScoped
class UnknownPaths {

    private static final String API = "/api/docs/";

    void register(@Observes Router router) {
        router.get("/").handler(context -> context.redirect(API));
        router.route().last().handler(UnknownPaths::answer);
    }

    private static void answer(RoutingContext context) {
        Problems.answer(context, ProblemType.NOT_FOUND, "no such resource; see /api/docs");
    }
}
