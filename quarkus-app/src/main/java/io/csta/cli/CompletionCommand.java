package io.csta.cli;

import java.io.PrintWriter;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code csta completion}. */
@Command(
        name = "completion",
        header = "Prints a script that completes commands, options and file names in a shell.",
        description = {
            "",
            "If csta is on the PATH, add one of these lines to ~/.bashrc or ~/.zshrc:",
            "  source <(csta completion bash)",
            "  source <(csta completion zsh)"
        },
        footer = {"", "Example:", "  csta completion bash > csta-completion.sh"})
final class CompletionCommand implements Runnable {

    /** A shell that can be completed in. */
    enum Shell {
        BASH,
        ZSH
    }

    /** Their names. */
    static final class Shells extends Words<Shell> {

        Shells() {
            super(Shell.class);
        }
    }

    @Spec
    private CommandSpec spec;

    @SuppressWarnings("UnusedVariable") // the script recognizes the shell that runs it
    @Parameters(paramLabel = "bash|zsh", completionCandidates = Shells.class, description = "The shell.")
    private Shell shell;

    @Override
    public void run() {
        CommandLine csta = spec.commandLine().getParent();
        PrintWriter out = spec.commandLine().getOut();
        out.print(AutoComplete.bash(csta.getCommandName(), csta));
        out.flush();
    }
}
