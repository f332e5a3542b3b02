package io.csta.service.http;

import io.csta.service.config.ServiceConfig;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.HostAndPort;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Protects the service from pages of other origins in a browser that can reach it.
 *
 * <p>Such a page can send forms without seeing the responses. Requests that change something are therefore rejected if the
 * browser declares another origin. Such a page can also make its own host name resolve to this machine, to count as the same
 * origin. Requests for unknown host names are therefore rejected. Other clients do not send these headers.
 */
@ApplicationScoped
class CrossOriginFilter {

    /** After Quarkus' CORS filter, which knows the origins that the operator allows, and before everything else. */
    private static final int PRIORITY = 250;

    private static final Set<HttpMethod> CHANGING_NOTHING =
            Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS, HttpMethod.TRACE);
    private static final Set<String> OWN_SITES = Set.of("same-origin", "none");

    private final List<String> names;
    private final boolean hasKnownNames;

    @Inject
    CrossOriginFilter(ServiceConfig config, @ConfigProperty(name = "quarkus.http.host") String address) {
        names = config.http().hosts().orElse(List.of());
        hasKnownNames = !names.isEmpty() || isLoopback(address);
    }

    void register(@Observes Filters filters) {
        filters.register(this::check, PRIORITY);
    }

    private void check(RoutingContext context) {
        HttpServerRequest request = context.request();
        if (hasKnownNames && !isKnownName(request)) {
            Problems.answer(
                    context,
                    ProblemType.UNKNOWN_HOST,
                    "unknown host name in the header Host; the operator can allow it with csta.http.hosts");
        } else if (!CHANGING_NOTHING.contains(request.method()) && isOfForeignPage(context)) {
            Problems.answer(
                    context,
                    ProblemType.FOREIGN_ORIGIN,
                    "requests from pages of other origins are rejected unless the operator allows the origin");
        } else {
            context.next();
        }
    }

    private boolean isKnownName(HttpServerRequest request) {
        HostAndPort asked = request.authority();
        if (asked == null) {
            return request.getHeader(HttpHeaders.HOST) == null;
        }
        return isLoopback(asked.host())
                || names.stream()
                        .anyMatch(
                                name -> name.equalsIgnoreCase(asked.host()) || name.equalsIgnoreCase(asked.toString()));
    }

    /** Whether a name or address is a loopback one. Does not use DNS. */
    private static boolean isLoopback(String host) {
        if (host.indexOf(':') < 0) {
            return host.equalsIgnoreCase("localhost") || host.matches("127(\\.\\d{1,3}){3}");
        }
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }

    private static boolean isOfForeignPage(RoutingContext context) {
        if (context.response().headers().contains(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN)) {
            return false;
        }
        HttpServerRequest request = context.request();
        Optional<String> site = Optional.ofNullable(request.getHeader("Sec-Fetch-Site"));
        Optional<String> origin = Optional.ofNullable(request.getHeader(HttpHeaders.ORIGIN));
        String own = request.scheme() + "://" + request.authority();
        return site.map(page -> !OWN_SITES.contains(page))
                .orElseGet(
                        () -> origin.filter(page -> !page.equalsIgnoreCase(own)).isPresent());
    }
}
