package io.csta.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.csta.camel.SharedModels.Lease;
import io.csta.model.ModelStore;
import io.csta.model.UnknownModelException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SharedModelsTest {

    private static final SharedModels.Key CPU = key(ModelStore.DEFAULT, "cpu");
    private static final SharedModels.Key AUTO = key(ModelStore.DEFAULT, "auto");

    @TempDir
    Path folder;

    private final SharedModels models = new SharedModels(ModelStore.ofUser());

    @AfterEach
    void close() {
        models.close();
        assertThat(models.loaded()).isZero();
    }

    @Test
    void model_namedByTwoEndpoints_isLoadedOnceAndClosedWithTheLast() {
        models.name(CPU);
        models.name(CPU);
        models.load(CPU);
        try (Lease one = models.lease(CPU);
                Lease other = models.lease(CPU)) {
            assertThat(one.model()).isSameAs(other.model());
        }
        models.forget(CPU);
        assertThat(models.loaded()).isEqualTo(1);
        models.forget(CPU);
        assertThat(models.loaded()).isZero();
    }

    @Test
    void model_inUseWhenTheLastEndpointStops_isClosedWhenItIsDone() {
        models.name(CPU);
        Lease lease = models.lease(CPU);
        models.forget(CPU);
        assertThat(models.loaded()).isEqualTo(1);
        assertThat(lease.model().scorer().score(new float[20][1024])).hasSize(20);
        lease.close();
        lease.close();
        assertThat(models.loaded()).isZero();
    }

    @Test
    void model_namedByHeadersOnly_isKeptIdle() {
        models.lease(CPU).close();
        assertThat(models.loaded()).isEqualTo(1);
        assertThat(models.named()).isEmpty();
    }

    @Test
    void models_thatAreIdle_areFew_theLeastRecentlyUsedGoesFirst() {
        ModelStore store = ModelStore.in(folder);
        SharedModels.Key[] keys = new SharedModels.Key[SharedModels.MAX_IDLE + 1];
        try (SharedModels own = new SharedModels(store)) {
            for (int i = 0; i < keys.length; i++) {
                keys[i] = i == 0 ? CPU : key(ModelStore.DEFAULT, i == 1 ? "auto" : "cpu" + " ".repeat(i));
            }
            own.lease(keys[0]).close();
            own.lease(keys[1]).close();
            own.lease(keys[0]).close();
            assertThat(own.loaded()).isEqualTo(SharedModels.MAX_IDLE);
            try (Lease kept = own.lease(keys[0])) {
                own.name(AUTO);
                assertThat(own.loaded()).isEqualTo(2);
                own.forget(AUTO);
                assertThat(own.loaded()).as("auto is named no more").isEqualTo(1);
                assertThat(kept.model()).isNotNull();
            }
        }
    }

    @Test
    void model_thatCannotBeLoaded_saysWhyAndIsTriedAgain() {
        SharedModels.Key absent = key("absent", "cpu");
        models.name(absent);
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> models.load(absent)).isInstanceOf(UnknownModelException.class);
            assertThat(models.named()).singleElement().satisfies(state -> {
                assertThat(state.loaded()).isFalse();
                assertThat(state.failure())
                        .hasValueSatisfying(why -> assertThat(why).contains("absent"));
            });
        }
        models.forget(absent);
        assertThat(models.named()).as("a producer that did not start").hasSize(1);
    }

    private static SharedModels.Key key(String model, String device) {
        return new SharedModels.Key(model, device, "onnxruntime");
    }
}
