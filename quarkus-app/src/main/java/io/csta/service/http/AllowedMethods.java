package io.csta.service.http;

import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.HttpHeaders;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/** The methods of each path. The framework's own response to OPTIONS has those of all paths below the collection. */
public class AllowedMethods {

    /** The header Allow of a path of the API. */
    static String of(String path) {
        if (path.endsWith("/cancel")
                || path.endsWith("/retry")
                || path.endsWith("/pause")
                || path.endsWith("/resume")) {
            return "POST, OPTIONS";
        }
        if (!path.contains(JobView.PATH)) {
            return "GET, HEAD, OPTIONS";
        }
        if (path.replaceFirst("/$", "").endsWith(JobView.PATH)) {
            return "GET, HEAD, POST, DELETE, OPTIONS";
        }
        String below = path.substring(path.lastIndexOf(JobView.PATH) + JobView.PATH.length() + 1);
        return below.contains("/") ? "GET, HEAD, OPTIONS" : "GET, HEAD, DELETE, OPTIONS";
    }

    /** Corrects the response to OPTIONS. */
    @ServerResponseFilter
    public void correct(ContainerRequestContext request, ContainerResponseContext response) {
        if (request.getMethod().equals(HttpMethod.OPTIONS)
                && response.getHeaders().containsKey(HttpHeaders.ALLOW)
                && request.getUriInfo().getPath().contains(JobView.PATH)) {
            response.getHeaders()
                    .putSingle(HttpHeaders.ALLOW, of(request.getUriInfo().getPath()));
        }
    }
}
