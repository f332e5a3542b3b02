package io.csta.service.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.csta.CstaException;
import io.csta.OutputException;
import io.csta.model.ModelException;
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
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Maps exceptions to errors for clients. */
public class Problems {

    private static final Logger LOG = LoggerFactory.getLogger(Problems.class);
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final int FIRST_ERROR = 400;

    /** Headers that stay valid when the body is replaced. */
    private static final Set<String> KEPT = Set.of(HttpHeaders.RETRY_AFTER, HttpHeaders.LOCATION);

    /** An error as JSON. */
    private static byte[] json(Problem problem) {
        try {
            return JobJson.MAPPER.writeValueAsBytes(problem);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a problem consists of plain values", e);
        }
    }

    /** Responds with an error outside of resources. The body of the request is discarded, because many clients send all of it. */
    static void answer(RoutingContext context, ProblemType type, String detail) {
        context.response()
                .setStatusCode(type.status())
                .putHeader(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE)
                .end(Buffer.buffer(
                        json(Problem.of(type, detail, context.request().path()))));
        context.request().resume();
    }

    private static Response.ResponseBuilder response(Problem problem) {
        return Response.status(problem.status()).type(Problem.MEDIA_TYPE).entity(json(problem));
    }

    private static String path(UriInfo uri) {
        return uri.getRequestUri().getRawPath();
    }

    /** Errors of this API. */
    @ServerExceptionMapper
    public Response ofOwn(ProblemException e, UriInfo uri) {
        Response.ResponseBuilder response = response(Problem.of(e.type(), e.detail(), path(uri), e.errors()));
        e.headers().forEach(response::header);
        return response.build();
    }

    /** Errors of JAX-RS: unknown paths, methods and media types, malformed parameters. */
    @ServerExceptionMapper
    public Response ofWeb(WebApplicationException e, UriInfo uri) {
        Response original = e.getResponse();
        int status = original.getStatus();
        if (status < FIRST_ERROR) {
            return original;
        }
        Response.ResponseBuilder response = response(Problem.of(ProblemType.ofStatus(status), detail(status), path(uri))
                .withStatus(status));
        for (String name : KEPT) {
            Optional.ofNullable(original.getHeaderString(name)).ifPresent(value -> response.header(name, value));
        }
        if (status == Status.METHOD_NOT_ALLOWED.getStatusCode()) {
            response.header(HttpHeaders.ALLOW, AllowedMethods.of(uri.getPath()));
        }
        return response.build();
    }

    private static String detail(int status) {
        return switch (status) {
            case 404 -> "no such resource; see /api/docs";
            case 405 -> "method not allowed; see the header Allow";
            case 406 -> "none of the accepted media types is available; see /api/docs";
            case 415 ->
                "unsupported content type; send multipart/form-data, application/json, or a video with its own type";
            default -> "invalid request; see /api/docs";
        };
    }

    /** The queue is full. */
    @ServerExceptionMapper
    public Response ofFullQueue(TooManyJobsException e, UriInfo uri) {
        return ofOwn(
                ProblemException.of(ProblemType.QUEUE_FULL, String.valueOf(e.getMessage()))
                        .later(SOON),
                uri);
    }

    /** Files cannot be written. The message contains a path, so only the operator sees it. */
    @ServerExceptionMapper
    public Response ofFullDisk(OutputException e, UriInfo uri) {
        LOG.error("cannot store a request: {}", e.getMessage());
        return ofOwn(ProblemException.noSpace(), uri);
    }

    /** The bucket does not respond, or responds with an error. */
    @ServerExceptionMapper
    public Response ofBucket(ObjectStoreException e, UriInfo uri) {
        LOG.warn("a request failed: {}", e.getMessage());
        return ofOwn(
                ProblemException.of(ProblemType.BUCKET_UNAVAILABLE, "the bucket is unavailable; try again later")
                        .later(SOON),
                uri);
    }

    /** A model, or the folder of models, is damaged. The message may contain a path, so only the operator sees it. */
    @ServerExceptionMapper
    public Response ofModel(ModelException e, UriInfo uri) {
        return ofAnything(e, uri);
    }

    /** The request cannot be processed, for example because its video does not exist. */
    @ServerExceptionMapper
    public Response ofRefusal(CstaException e, UriInfo uri) {
        return ofOwn(ProblemException.of(ProblemType.INVALID_VIDEO, String.valueOf(e.getMessage())), uri);
    }

    /** Unexpected errors. */
    @ServerExceptionMapper
    public Response ofAnything(Throwable e, UriInfo uri) {
        LOG.error("{} failed", uri.getRequestUri().getRawPath(), e);
        return ofOwn(
                ProblemException.of(
                        ProblemType.INTERNAL_ERROR,
                        "internal error; the operator finds details in the log of the service"),
                uri);
    }
}
