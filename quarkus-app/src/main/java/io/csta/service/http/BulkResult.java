package io.csta.service.http;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What a request for several jobs did.
 *
 * @param count the number of jobs that were changed
 * @param ids their ids
 * @param skipped the number of selected jobs that were left as they were, because of their state
 */
@Schema(
        description = "What a request for several jobs did.",
        requiredProperties = {"count", "ids", "skipped"})
public record BulkResult(
        @Schema(description = "The number of jobs that were changed.") int count,
        @Schema(description = "Their ids.") List<String> ids,
        @Schema(description = "The number of selected jobs that were left as they were, because of their state.")
                int skipped) {

    static BulkResult of(int selected, List<String> changed) {
        return new BulkResult(changed.size(), changed, selected - changed.size());
    }
}
