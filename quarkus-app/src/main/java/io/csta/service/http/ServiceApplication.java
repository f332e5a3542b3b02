package io.csta.service.http;

import jakarta.inject.Inject;
import org.apache.camel.quarkus.main.CamelMainApplication;

/** The service. When it stops, requests being processed are completed, and requests that wait for a job are released. */
public class ServiceApplication extends CamelMainApplication {

    private final PendingRequests waiting;

    @Inject
    ServiceApplication(PendingRequests waiting) {
        this.waiting = waiting;
    }

    @Override
    public int run(String... arguments) throws Exception {
        try {
            return super.run(arguments);
        } finally {
            waiting.end();
        }
    }
}
