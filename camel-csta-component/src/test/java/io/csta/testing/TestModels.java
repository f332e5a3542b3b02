package io.csta.testing;

import io.csta.model.ModelStore;
import io.csta.model.SummaryModel;

/**
 * The built-in models, loaded once per process for all tests that only use them. They are never closed.
 *
 * <p>Tests of loading or closing a model load their own.
 */
public final class TestModels {

    private TestModels() {}

    private static final class Starter {
        static final SummaryModel MODEL = ModelStore.ofUser().load(ModelStore.DEFAULT, "cpu");
    }

    private static final class Untrained {
        static final SummaryModel MODEL = ModelStore.ofUser().load("untrained", "cpu");
    }

    /** The model without training, whose extractor is GoogLeNet, and whose card has the published selection. */
    public static SummaryModel untrained() {
        return Untrained.MODEL;
    }

    /** The default model. */
    public static SummaryModel starter() {
        return Starter.MODEL;
    }
}
