package io.csta.service.http;

import io.csta.service.callback.Callbacks;
import io.csta.service.callback.PendingCallback;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Shows the callbacks that have not been delivered. */
@Path("/api/callbacks")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = ApiDescription.TAG)
public class CallbacksResource {

    private final Callbacks callbacks;

    @Inject
    CallbacksResource(Callbacks callbacks) {
        this.callbacks = callbacks;
    }

    /** Lists callbacks, oldest first. */
    @GET
    @Operation(
            operationId = "listCallbacks",
            summary = "Lists callbacks that have not been delivered",
            description = "Each is retried for a day after its job ended.")
    @APIResponse(responseCode = "200", description = "The callbacks, oldest first.")
    public List<PendingCallback> list() {
        return callbacks.pending();
    }
}
