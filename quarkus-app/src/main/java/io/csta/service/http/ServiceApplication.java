package io.csta.service.http;

import jakarta.inject.Inject;
import org.apache.camel.quarkus.main.CamelMainApplication;

/** The service. It ends with an error if the model cannot be loaded. When it stops, requests being processed are completed, and requests that wait for a job are released. */
public class ServiceApplication extends CamelMainApplication {

    private final PendingRequests waiting;
    private final ModelStatus model;

    @Inject
    ServiceApplication(PendingRequests waiting, ModelStatus model) {
        this.waiting = waiting;
        this.model = model;
    }

    @Override
    public int run(String... arguments) throws Exception {
        try {
            int status = super.run(arguments);
            if (model.failure().isPresent()) {
                throw model.failure().get();
            }
            return status;
        } finally {
            waiting.end();
        }
    }
}
