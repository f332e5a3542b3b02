package io.csta.nn;

import io.csta.nn.backbone.Cnn;
import io.csta.nn.csta.CstaOptions;
import io.csta.nn.engine.Device;
import io.csta.nn.engine.Engine;

/**
 * Makes PyTorch compute correctly on this processor, for tests that use its networks directly: on some processors, its default
 * setting is incorrect.
 */
public final class CorrectTorch {

    private CorrectTorch() {}

    /** Checks the networks, which takes seconds the first time on a machine, and applies the fastest correct setting. */
    public static void require(Cnn... cnns) {
        for (Cnn cnn : cnns) {
            NetworkCheck.requireTraining(CstaOptions.builder().cnn(cnn).build(), Device.cpu(Engine.PYTORCH));
        }
    }
}
