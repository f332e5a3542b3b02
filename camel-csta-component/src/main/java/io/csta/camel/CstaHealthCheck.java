package io.csta.camel;

import io.csta.diagnosis.ArithmeticState;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckResultBuilder;

/**
 * Checks the models that endpoints name: DOWN if one of them could not be loaded, or if an engine computes incorrectly on
 * this processor. A model that is loaded by the first message, because its producer starts lazily, is not a failure.
 *
 * <p>Registered as {@value #ID} if the context has a health check registry ({@code camel-health}).
 */
public final class CstaHealthCheck implements HealthCheck {

    /** The id of the check. */
    public static final String ID = "csta";

    /** The detail with the result of the arithmetic checks of this process. */
    static final String ARITHMETIC = "arithmetic";

    private final SharedModels models;
    private final Supplier<ArithmeticState> arithmetic;
    private boolean enabled = true;

    CstaHealthCheck(SharedModels models, Supplier<ArithmeticState> arithmetic) {
        this.models = models;
        this.arithmetic = arithmetic;
    }

    @Override
    public String getId() {
        return ID;
    }

    @Override
    public String getGroup() {
        return "camel";
    }

    @Override
    public boolean isEnabled() {
        return enabled;
    }

    @Override
    public void setEnabled(boolean wanted) {
        enabled = wanted;
    }

    /** Restarting the process does not help if a model cannot be loaded. */
    @Override
    public boolean isLiveness() {
        return false;
    }

    @Override
    public Result call(Map<String, Object> options) {
        HealthCheckResultBuilder result = HealthCheckResultBuilder.on(this)
                .detail(CHECK_ID, getId())
                .detail(CHECK_GROUP, getGroup())
                .detail(CHECK_ENABLED, isEnabled())
                .up();
        ArithmeticState found = arithmetic.get();
        result.detail(ARITHMETIC, found.text());
        if (found.refused()) {
            result.message(found.text()).down();
        }
        List<SharedModels.State> states = models.named();
        for (SharedModels.State state : states) {
            String name =
                    "model.%s.%s".formatted(state.key().model(), state.key().device());
            result.detail(name, state.loaded() ? "loaded" : state.failure().orElse("not loaded yet"));
        }
        return states.stream()
                .filter(state -> !state.loaded() && state.failure().isPresent())
                .findFirst()
                .map(state -> result.message(state.failure().orElse("")).down())
                .orElse(result)
                .build();
    }
}
