package io.csta.testing;

import io.csta.model.ModelStore;
import io.csta.model.SummaryModel;

/**
 * The built-in models, loaded once in a process for all tests that only use them. Nobody closes them.
 *
 * <p>What is about loading or closing a model loads one of its own.
 */
public final class TestModels {

    private TestModels() {}

    private static final class Starter {
        static final SummaryModel MODEL = ModelStore.ofUser().load(ModelStore.DEFAULT, "cpu");
    }

    /** The model that is used when none is named. */
    public static SummaryModel starter() {
        return Starter.MODEL;
    }
}
