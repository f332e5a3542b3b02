package io.csta.cli;

import io.csta.model.ModelCard;
import io.csta.model.ModelStore;
import io.csta.model.SummaryModel;
import io.csta.scoring.FrameScorer;
import io.csta.summary.SummaryOption;
import java.io.PrintWriter;
import java.util.function.Supplier;
import picocli.CommandLine.ParameterException;

/** The model, and the engine and device that run it. */
final class ModelOptions extends DeclaredOptions {

    ModelOptions() {
        super(SummaryOption.MODEL, SummaryOption.ENGINE, SummaryOption.DEVICE);
    }

    /** Loads the model. */
    SummaryModel load() {
        return showing(() -> ModelStore.ofUser().load(name(), device()));
    }

    /** Loads the scoring half of the model. */
    FrameScorer loadScorer() {
        return showing(() -> ModelStore.ofUser().loadScorer(name(), device()));
    }

    /** Loading takes seconds, and longer the first time, when the arithmetic of the engine is checked. */
    private <T> T showing(Supplier<T> loading) {
        boolean quiet = spec().commandLine().getParseResult().hasMatchedOption("--quiet");
        TerminalLine line = new TerminalLine(spec().commandLine().getErr(), quiet ? 0 : TerminalLine.columns());
        line.show("loading the model " + name());
        try {
            return loading.get();
        } finally {
            line.wipe();
        }
    }

    /** The description of the model. */
    ModelCard card() {
        return ModelStore.ofUser().card(name());
    }

    private String name() {
        return values().get(SummaryOption.MODEL);
    }

    /** Warns about models whose scores have no meaning. */
    void warn(ModelCard card) {
        PrintWriter err = spec().commandLine().getErr();
        card.warning().ifPresent(warning -> CommandLines.say(err, warning));
    }

    /** Rejects a model together with another option. */
    void refuseModel(String option) {
        if (isGiven(SummaryOption.MODEL)) {
            throw new ParameterException(
                    spec().commandLine(), "--model and %s are mutually exclusive; use one of them".formatted(option));
        }
    }
}
