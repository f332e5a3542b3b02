package io.csta.cli;

import io.csta.model.ModelCard;
import io.csta.model.ModelStore;
import io.csta.model.SummaryModel;
import io.csta.nn.Devices;
import io.csta.scoring.FrameScorer;
import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Which model, and where it computes. */
final class ModelOptions {

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = "--model",
            paramLabel = "NAME|DIR",
            description =
                    "A model that csta model list shows, or the folder of one. Default: " + ModelStore.DEFAULT + ".")
    private @Nullable String model;

    private String device = Devices.AUTO;

    @Option(
            names = "--device",
            paramLabel = "DEVICE",
            defaultValue = Devices.AUTO,
            description = "Where networks compute: auto, cpu, gpu0, gpu1, … Default: ${DEFAULT-VALUE}.")
    void device(String name) {
        if (!Devices.isName(name)) {
            throw new ParameterException(
                    spec.commandLine(), "--device %s is none: give auto, cpu or gpu0".formatted(name));
        }
        device = name;
    }

    /** Loads the model. */
    SummaryModel load() {
        return ModelStore.ofUser().load(name(), device);
    }

    /** Loads the scoring half of the model. */
    FrameScorer loadScorer() {
        return ModelStore.ofUser().loadScorer(name(), device);
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
        PrintWriter err = spec.commandLine().getErr();
        card.warning().ifPresent(warning -> CommandLines.say(err, warning));
    }

    /** Where the networks compute. */
    String device() {
        return device;
    }

    /** Says that a model cannot be named together with another option. */
    void refuseModel(String option) {
        if (model != null) {
            throw new ParameterException(
                    spec.commandLine(), "--model and %s exclude each other: give one of them".formatted(option));
        }
    }
}
