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

    /** The default model. */
    public static SummaryModel starter() {
        return Starter.MODEL;
    }
}
