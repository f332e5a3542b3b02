package io.csta.cli;

import io.csta.nn.CstaOptions;
import io.csta.nn.NetworkOptionException;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What the network of a checkpoint is made of. */
final class NetworkOption {

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    private Optional<CstaOptions> options = Optional.empty();

    @Option(
            names = "--network",
            paramLabel = "KEY=WORD[,…]",
            description =
                    "What the checkpoint's network is made of, where that is not as published and the file does not"
                            + " say it: in the words of docs/network.md, or of the authors' command line.")
    void network(String text) {
        try {
            options = Optional.of(CstaOptions.of(text));
        } catch (NetworkOptionException e) {
            throw new ParameterException(spec.commandLine(), "--network: " + e.getMessage(), e);
        }
    }

    /** The options, if they were given. */
    Optional<CstaOptions> options() {
        return options;
    }
}
