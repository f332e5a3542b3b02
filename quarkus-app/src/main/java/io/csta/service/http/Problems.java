package io.csta.service.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.csta.CstaException;
import io.csta.OutputException;
import io.csta.service.jobs.JobJson;
import io.csta.service.jobs.TooManyJobsException;
import io.csta.service.s3.ObjectStoreException;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns whatever was thrown into the problem that its client is told. */
public class Problems {

    private static final Logger LOG = LoggerFactory.getLogger(Problems.class);
    private static final URI BLANK = URI.create("about:blank");
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final int FIRST_ERROR = 400;

    /** What these headers say does not change because a body is added. */
    private static final Set<String> KEPT = Set.of(HttpHeaders.RETRY_AFTER, HttpHeaders.LOCATION);

    /** A problem as it is sent. */
    static byte[] json(int status, String title, String detail, String path) {
        try {
            return JobJson.MAPPER.writeValueAsBytes(new Problem(BLANK, title, status, detail, path));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a problem is plain data", e);
        }
    }

    /** Answers with a problem where no resource is asked. Nobody reads the body, which many clients send to its end all the same. */
    static void answer(RoutingContext context, int status, String title, String detail) {
        context.response()
                .setStatusCode(status)
                .putHeader(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE)
                .end(Buffer.buffer(json(status, title, detail, context.request().path())));
        context.request().resume();
    }

    private static Response.ResponseBuilder response(int status, String title, String detail, UriInfo uri) {
        return Response.status(status)
                .type(Problem.MEDIA_TYPE)
                .entity(json(status, title, detail, uri.getRequestUri().getRawPath()));
    }

    /** What this API itself refuses. */
    @ServerExceptionMapper
    public Response ofOwn(ProblemException e, UriInfo uri) {
        Response.ResponseBuilder response = response(e.status(), e.title(), e.detail(), uri);
        e.headers().forEach(response::header);
        return response.build();
    }

    /** What JAX-RS itself refuses: unknown paths, methods, media types, malformed parameters. */
    @ServerExceptionMapper
    public Response ofWeb(WebApplicationException e, UriInfo uri) {
        Response original = e.getResponse();
        int status = original.getStatus();
        if (status < FIRST_ERROR) {
            return original;
        }
        String title = Optional.ofNullable(Status.fromStatusCode(status))
                .map(Status::getReasonPhrase)
                .orElse("Error");
        Response.ResponseBuilder response = response(status, title, detail(status), uri);
        for (String name : KEPT) {
            Optional.ofNullable(original.getHeaderString(name)).ifPresent(value -> response.header(name, value));
        }
        if (status == Status.METHOD_NOT_ALLOWED.getStatusCode()) {
            response.header(HttpHeaders.ALLOW, allowed(uri.getPath()));
        }
        return response.build();
    }

    /** What can be done at a path where something can be done. */
    private static String allowed(String path) {
        if (path.endsWith("/cancel") || path.endsWith("/retry")) {
            return "POST, OPTIONS";
        }
        if (path.replaceFirst("/$", "").endsWith(JobView.PATH)) {
            return "GET, HEAD, POST, OPTIONS";
        }
        String below = path.substring(path.lastIndexOf(JobView.PATH) + JobView.PATH.length() + 1);
        return below.contains("/") ? "GET, HEAD, OPTIONS" : "GET, HEAD, DELETE, OPTIONS";
    }

    private static String detail(int status) {
        return switch (status) {
            case 404 -> "there is nothing here; /api/docs says what there is";
            case 405 -> "this cannot be done here; the header Allow says what can";
            case 406 -> "what the header Accept asks for is not to be had here; /api/docs says what is";
            case 415 -> "send multipart/form-data, application/json, or a video as it is, with its Content-Type";
            default -> "the request is not understood; /api/docs says what is";
        };
    }

    /** What waits already is too much. */
    @ServerExceptionMapper
    public Response ofFullQueue(TooManyJobsException e, UriInfo uri) {
        return ofOwn(ProblemException.tooMany(String.valueOf(e.getMessage()), SOON), uri);
    }

    /** The message names the place that cannot be written to, which is the operator's business alone. */
    @ServerExceptionMapper
    public Response ofFullDisk(OutputException e, UriInfo uri) {
        LOG.error("a request cannot be kept: {}", e.getMessage());
        return ofOwn(ProblemException.noSpace(), uri);
    }

    /** The bucket is not what it should be. */
    @ServerExceptionMapper
    public Response ofBucket(ObjectStoreException e, UriInfo uri) {
        LOG.warn("the bucket does not answer as it should: {}", e.getMessage());
        return ofOwn(
                ProblemException.of(Status.SERVICE_UNAVAILABLE, "the bucket does not answer; try again later")
                        .later(SOON),
                uri);
    }

    /** What a request names is not there. */
    @ServerExceptionMapper
    public Response ofRefusal(CstaException e, UriInfo uri) {
        return ofOwn(ProblemException.impossible(String.valueOf(e.getMessage())), uri);
    }

    /** What nobody has foreseen. */
    @ServerExceptionMapper
    public Response ofAnything(Throwable e, UriInfo uri) {
        LOG.error("{} failed", uri.getRequestUri().getRawPath(), e);
        return ofOwn(
                ProblemException.of(
                        Status.INTERNAL_SERVER_ERROR,
                        "this should not happen: the log of the service tells its operator more"),
                uri);
    }
}
