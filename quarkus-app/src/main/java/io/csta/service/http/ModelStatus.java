package io.csta.service.http;

import io.csta.CstaException;
import io.csta.model.ModelStore;
import io.csta.service.config.ServiceConfig;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Optional;

/** Whether the model is loaded. It is loaded in the background, while videos are already accepted. Thread-safe. */
@ApplicationScoped
public class ModelStatus {

    private final String name;
    private volatile Optional<Duration> ready = Optional.empty();
    private volatile Optional<CstaException> failure = Optional.empty();

    @Inject
    ModelStatus(ServiceConfig config) {
        name = config.model().orElse(ModelStore.DEFAULT);
    }

    /** The configured model. */
    public String name() {
        return name;
    }

    /** How long loading the model took; empty if it is not loaded yet. */
    public Optional<Duration> ready() {
        return ready;
    }

    /** Why the model cannot be loaded; the service ends then. */
    public Optional<CstaException> failure() {
        return failure;
    }

    /** The model is loaded. */
    public void loaded(Duration duration) {
        ready = Optional.of(duration);
    }

    /** The model cannot be loaded. */
    public void failed(CstaException why) {
        failure = Optional.of(why);
    }
}
