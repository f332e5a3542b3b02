package io.csta.cli;

import io.csta.nn.csta.CstaOptions;
import io.csta.nn.csta.NetworkOptionException;
import io.csta.nn.engine.Device;
import io.csta.scoring.FrameScorer;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options of CSTA's network. */
final class NetworkOption {

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    private Optional<CstaOptions> options = Optional.empty();

    @Option(
            names = "--network",
            paramLabel = "KEY=WORD[,…]",
            description =
                    "The options of CSTA's network that differ from the published ones, as in docs/network.md or on the"
                            + " authors' command line. Checkpoints that contain their options do not need this.")
    void network(String text) {
        try {
            options = Optional.of(CstaOptions.of(text));
        } catch (NetworkOptionException e) {
            throw new ParameterException(spec.commandLine(), "--network: " + e.getMessage(), e);
        }
    }

    /** Loads a checkpoint with these options, or with those that it contains. */
    FrameScorer scorer(Path checkpoint, Device device) {
        return options.map(given -> FrameScorer.of(checkpoint, given, device))
                .orElseGet(() -> FrameScorer.of(checkpoint, device));
    }

    /** The options, if they were given. */
    Optional<CstaOptions> options() {
        return options;
    }
}
