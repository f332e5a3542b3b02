package io.csta.service.http;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.csta.service.jobs.JobJson;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Makes the API use the JSON format of jobs. */
final class JsonConfig {

    private JsonConfig() {}

    @Produces
    @Singleton
    static ObjectMapper mapper() {
        return JobJson.MAPPER;
    }
}
