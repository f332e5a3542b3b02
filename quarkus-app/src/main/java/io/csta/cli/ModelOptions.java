package io.csta.cli;

import io.csta.model.ModelCard;
import io.csta.model.ModelStore;
import io.csta.model.SummaryModel;
import io.csta.scoring.FrameScorer;
import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** Which model, and where it computes. */
final class ModelOptions extends EngineOption {

    @Option(
            names = "--model",
            paramLabel = "NAME|DIR",
            description =
                    "A model that csta model list shows, or the folder of one. Default: " + ModelStore.DEFAULT + ".")
    private @Nullable String model;

    /** Loads the model. */
    SummaryModel load() {
        return ModelStore.ofUser().load(name(), device());
    }

    /** Loads the scoring half of the model. */
    FrameScorer loadScorer() {
        return ModelStore.ofUser().loadScorer(name(), device());
    }

    /** What is known of the model. */
    ModelCard card() {
        return ModelStore.ofUser().card(name());
    }

    private String name() {
        return model == null ? ModelStore.DEFAULT : model;
    }

    /** Says what to know before trusting the scores that were just written. */
    void warn(ModelCard card) {
        PrintWriter err = spec().commandLine().getErr();
        card.warning().ifPresent(warning -> CommandLines.say(err, warning));
    }

    /** Says that a model cannot be named together with another option. */
    void refuseModel(String option) {
        if (model != null) {
            throw new ParameterException(
                    spec().commandLine(), "--model and %s exclude each other: give one of them".formatted(option));
        }
    }
}
