package io.csta.service.http;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.List;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem.HttpMethod;

/** Adds the errors that every operation can respond with to the description of the API. */
@OpenApiFilter(OpenApiFilter.RunStage.BUILD)
public class CommonResponses implements OASFilter {

    /** The host or origin is not allowed, no accepted media type is available, the service is starting or stopping. */
    private static final List<String> STATUSES = List.of("403", "406", "503");

    @Override
    public void filterOpenAPI(OpenAPI document) {
        document.getPaths().getPathItems().values().forEach(path -> path.getOperations()
                .forEach(CommonResponses::addTo));
    }

    private static void addTo(HttpMethod method, Operation operation) {
        if (method == HttpMethod.HEAD) {
            return; // without a body
        }
        for (String status : STATUSES) {
            if (!operation.getResponses().hasAPIResponse(status)) {
                operation
                        .getResponses()
                        .addAPIResponse(
                                status,
                                OASFactory.createAPIResponse().ref("#/components/responses/" + ApiDescription.PROBLEM));
            }
        }
    }
}
