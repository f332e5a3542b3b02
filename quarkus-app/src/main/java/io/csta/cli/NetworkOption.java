package io.csta.cli;

import io.csta.nn.csta.CstaOptions;
import io.csta.nn.csta.NetworkOptionException;
import io.csta.scoring.FrameScorer;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What CSTA's network is made of. */
final class NetworkOption {

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    private Optional<CstaOptions> options = Optional.empty();

    @Option(
            names = "--network",
            paramLabel = "KEY=WORD[,…]",
            description =
                    "What CSTA's network is made of, where that is not as published: in the words of docs/network.md, or"
                            + " of the authors' command line. A checkpoint that says it itself needs none.")
    void network(String text) {
        try {
            options = Optional.of(CstaOptions.of(text));
        } catch (NetworkOptionException e) {
            throw new ParameterException(spec.commandLine(), "--network: " + e.getMessage(), e);
        }
    }

    /** Loads a checkpoint of a network with these options, or with those that it names. */
    FrameScorer scorer(Path checkpoint, EngineOption device) {
        return options.map(given -> FrameScorer.of(checkpoint, given, device.device()))
                .orElseGet(() -> FrameScorer.of(checkpoint, device.device()));
    }

    /** The options, if they were given. */
    Optional<CstaOptions> options() {
        return options;
    }
}
