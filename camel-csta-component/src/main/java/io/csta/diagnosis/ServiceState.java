package io.csta.diagnosis;

import java.util.List;
import java.util.Map;

/**
 * The configuration of the service.
 *
 * @param settings its settings, by name
 * @param folders the folders that it writes to
 * @param findings the findings about its options
 */
public record ServiceState(Map<String, String> settings, List<Folder> folders, List<Finding> findings) {

    /** No service. */
    public static final ServiceState NONE = new ServiceState(Map.of(), List.of(), List.of());
}
