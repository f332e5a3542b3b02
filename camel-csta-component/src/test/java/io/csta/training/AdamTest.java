package io.csta.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.training.GradientCollector;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AdamTest {

    private static final double RATE = 0.01;

    @Test
    void step_withoutAnythingToLearn_movesWeightsToZeroIfTheyDecay_andNotOtherwise() {
        assertThat(stepped(0.1)).containsExactly(new float[] {1 - 0.01f, -2 + 0.01f}, within(1e-6f));
        assertThat(stepped(0)).containsExactly(1, -2);
    }

    /** The length of Adam's first step is its learning rate, regardless of the size of the gradient. */
    private static float[] stepped(double decay) {
        try (NDManager manager = NDManager.newBaseManager("PyTorch")) {
            NDArray weight = manager.create(new float[] {1, -2});
            weight.setRequiresGradient(true);
            Adam adam = new Adam(Map.of("weight", weight), RATE, decay, manager);
            try (GradientCollector gradients = Engine.getEngine("PyTorch").newGradientCollector()) {
                gradients.backward(weight.sub(weight).sum());
            }
            adam.step();
            return weight.toFloatArray();
        }
    }
}
