package io.csta.diagnosis;

import java.util.List;
import java.util.Map;

/**
 * How the service is configured, as far as those who start it know.
 *
 * @param settings what is switched on, by name
 * @param folders that the service writes to
 * @param findings about its options
 */
public record ServiceState(Map<String, String> settings, List<Folder> folders, List<Finding> findings) {

    /** Nothing is known of a service. */
    public static final ServiceState NONE = new ServiceState(Map.of(), List.of(), List.of());
}
