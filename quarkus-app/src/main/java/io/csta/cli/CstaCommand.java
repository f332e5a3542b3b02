package io.csta.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** {@code csta}: the root of the commands; prints the help. */
@Command(
        name = "csta",
        mixinStandardHelpOptions = true,
        scope = ScopeType.INHERIT,
        versionProvider = Version.class,
        header = "Makes long videos short and keeps what matters.",
        footer = {
            "",
            "Examples:",
            "  csta summarize holiday.mp4       writes holiday.summary.mp4 and holiday.summary.json",
            "  csta serve                       runs the service",
            "",
            "Exit status: 0 success; 1 processing failed; 2 invalid options; 130 interrupted."
        },
        subcommands = {
            SummarizeCommand.class,
            ScoreCommand.class,
            SegmentCommand.class,
            FeaturesCommand.class,
            AnnotateCommand.class,
            TrainCommand.class,
            EvaluateCommand.class,
            InspectCommand.class,
            ConvertCommand.class,
            ModelCommand.class,
            JobsCommand.class,
            DoctorCommand.class,
            ServeCommand.class,
            CompletionCommand.class,
            HelpCommand.class
        })
public final class CstaCommand implements Runnable {

    @Spec
    private CommandSpec spec;

    @Option(names = "--verbose", scope = ScopeType.INHERIT, description = "Adds the stack trace to error messages.")
    private boolean verbose;

    boolean isVerbose() {
        return verbose;
    }

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }
}
