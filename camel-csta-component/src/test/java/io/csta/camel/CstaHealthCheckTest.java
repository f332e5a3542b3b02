package io.csta.camel;

import static org.assertj.core.api.Assertions.assertThat;

import io.csta.diagnosis.ArithmeticState;
import io.csta.model.ModelStore;
import java.nio.file.Path;
import java.util.Map;
import org.apache.camel.health.HealthCheck;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CstaHealthCheckTest {

    @TempDir
    Path folder;

    private HealthCheck.Result call(ArithmeticState found) {
        SharedModels models = new SharedModels(ModelStore.in(folder));
        return new CstaHealthCheck(models, () -> found).call(Map.of());
    }

    @Test
    void call_withCorrectArithmetic_isUpAndSaysSo() {
        HealthCheck.Result result = call(new ArithmeticState(false, "correct"));
        assertThat(result.getState()).isEqualTo(HealthCheck.State.UP);
        assertThat(result.getDetails()).containsEntry("arithmetic", "correct");
    }

    @Test
    void call_withIncorrectArithmetic_isDownAndSaysWhy() {
        HealthCheck.Result result = call(new ArithmeticState(true, "incorrect: 3x3"));
        assertThat(result.getState()).isEqualTo(HealthCheck.State.DOWN);
        assertThat(result.getDetails()).containsEntry("arithmetic", "incorrect: 3x3");
        assertThat(result.getMessage()).contains("incorrect: 3x3");
    }
}
