package io.csta.cli;

import java.util.Iterator;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code csta help}: the same as {@code --help} after a command. */
@Command(
        name = "help",
        header = "Shows the help of a command.",
        footer = {"", "Examples:", "  csta help summarize", "  csta help model import"})
final class HelpCommand implements Runnable {

    /** The names of all commands, for completion in a shell. */
    static final class Commands implements Iterable<String> {

        @Override
        public Iterator<String> iterator() {
            return CommandLines.create().getSubcommands().keySet().iterator();
        }
    }

    @Spec
    private CommandSpec spec;

    @Parameters(
            paramLabel = "COMMAND",
            arity = "0..*",
            completionCandidates = Commands.class,
            description = "A command, and a subcommand of it.")
    private List<String> words = List.of();

    @Override
    public void run() {
        CommandLine command = spec.commandLine().getParent();
        for (String word : words) {
            CommandLine next = command.getSubcommands().get(word);
            if (next == null) {
                throw new ParameterException(command, Misuse.unknownCommand(command, word));
            }
            command = next;
        }
        command.usage(spec.commandLine().getOut());
    }
}
