package io.csta.cli;

import io.csta.model.ModelCard;
import io.csta.model.ModelStore;
import io.csta.model.SummaryModel;
import io.csta.scoring.FrameScorer;
import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The model, and the engine and device that run it. */
final class ModelOptions extends EngineOption {

    @Option(
            names = "--model",
            paramLabel = "NAME|DIR",
            description = "A model from csta model list, or the folder of one. Default: " + ModelStore.DEFAULT + ".")
    private @Nullable String model;

    /** Loads the model. */
    SummaryModel load() {
        return ModelStore.ofUser().load(name(), device());
    }

    /** Loads the scoring half of the model. */
    FrameScorer loadScorer() {
        return ModelStore.ofUser().loadScorer(name(), device());
    }

    /** The description of the model. */
    ModelCard card() {
        return ModelStore.ofUser().card(name());
    }

    private String name() {
        return model == null ? ModelStore.DEFAULT : model;
    }

    /** Warns about models whose scores have no meaning. */
    void warn(ModelCard card) {
        PrintWriter err = spec().commandLine().getErr();
        card.warning().ifPresent(warning -> CommandLines.say(err, warning));
    }

    /** Rejects a model together with another option. */
    void refuseModel(String option) {
        if (model != null) {
            throw new ParameterException(
                    spec().commandLine(), "--model and %s are mutually exclusive; use one of them".formatted(option));
        }
    }
}
