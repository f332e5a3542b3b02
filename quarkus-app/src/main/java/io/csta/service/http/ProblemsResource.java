package io.csta.service.http;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestPath;

/** Describes the kinds of errors to people: the URIs of {@link Problem#type} lead here. */
@Path(ProblemType.PATH)
@Produces(MediaType.TEXT_HTML)
public class ProblemsResource {

    private static final String PAGE =
            """
            <!DOCTYPE html>
            <html lang="en">
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width">
            <meta name="color-scheme" content="light dark">
            <title>%s</title>
            <style>body { font: 16px/1.5 system-ui, sans-serif; max-width: 45rem; margin: 2rem auto; padding: 0 1rem }</style>
            <h1>%s</h1>
            %s
            </html>
            """;

    private static final String TITLE = "Errors of the Camel CSTA API";

    /** All kinds. */
    @GET
    @Operation(hidden = true)
    public String all() {
        return page(
                TITLE,
                Arrays.stream(ProblemType.values())
                        .map(type -> "<h2 id=\"%s\"><a href=\"%s\">%s</a></h2>%n%s"
                                .formatted(type.code(), type.uri(), type.title(), text(type)))
                        .collect(Collectors.joining("\n")));
    }

    /** One kind. */
    @GET
    @Path("{code}")
    @Operation(hidden = true)
    public String one(@RestPath String code) {
        ProblemType type = ProblemType.of(code)
                .orElseThrow(() -> ProblemException.of(ProblemType.NOT_FOUND, "no such kind of problem"));
        return page(type.title(), text(type) + "\n<p><a href=\"%s\">%s</a>".formatted(ProblemType.PATH, TITLE));
    }

    private static String page(String title, String body) {
        return PAGE.formatted(title, title, body);
    }

    private static String text(ProblemType type) {
        return "<p>Status <code>%d</code>, code <code>%s</code>%n%s"
                .formatted(
                        type.status(),
                        type.code(),
                        List.of(type.meaning(), type.remedy()).stream()
                                .map(sentence -> "<p>" + sentence.replaceAll("`([^`]*)`", "<code>$1</code>"))
                                .collect(Collectors.joining("\n")));
    }
}
