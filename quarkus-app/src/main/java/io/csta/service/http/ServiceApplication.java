package io.csta.service.http;

import jakarta.inject.Inject;
import org.apache.camel.quarkus.main.CamelMainApplication;

/** The service: its routes run until it is told to stop. Requests in work have their time then; those that only wait have not. */
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
