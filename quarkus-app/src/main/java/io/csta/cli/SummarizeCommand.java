package io.csta.cli;

import io.csta.CancelledException;
import io.csta.CstaException;
import io.csta.export.SummaryJson;
import io.csta.model.SummaryModel;
import io.csta.summary.Summarizer;
import io.csta.summary.Summary;
import io.csta.summary.SummaryOption;
import io.csta.summary.SummaryOption.Kind;
import io.csta.summary.SummaryOptions;
import io.csta.video.AllowedCodecs;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code csta summarize}. */
@Command(
        name = "summarize",
        header = "Creates a summary video and a JSON file for each video.",
        footer = {
            "",
            "Examples:",
            "  csta summarize holiday.mp4                    to holiday.summary.mp4 and holiday.summary.json",
            "  csta summarize holiday.mp4 --length 1:30      at most a minute and a half",
            "  csta summarize tapes/ -o short/ --ratio 10%%   all videos in a folder, 10 %% of each",
            "  csta summarize holiday.mp4 --dry-run          what the summary would contain"
        })
final class SummarizeCommand implements Callable<Integer> {

    /** Keeps the separator at the end, which a {@link Path} does not have. */
    static final class LocalName implements ITypeConverter<String> {

        @Override
        public String convert(String text) {
            return CommandLines.local(text);
        }
    }

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "VIDEO|DIR", arity = "1..*", description = "Videos and folders of videos.")
    private List<Path> inputs;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE|DIR",
            converter = LocalName.class,
            description = "The summary: a file that ends in .mp4, or a folder that exists or ends in /."
                    + " Default: next to the video.")
    private @Nullable String output;

    @Mixin
    private ModelOptions model;

    @Mixin
    private final DeclaredOptions chosen =
            new DeclaredOptions(SummaryOption.of(Kind.ANALYSIS, Kind.SUMMARY), SummaryOption.OVERWRITE);

    @Option(names = "--dry-run", description = "Prints what the summary would contain, and why, and writes no file.")
    private boolean dryRun;

    @Option(names = "--json", description = "Prints the content of the JSON file, one document per video.")
    private boolean json;

    @Option(names = "--quiet", description = "Prints only failures, and the results of --dry-run and --json.")
    private boolean quiet;

    private int written;
    private int failures;

    @Override
    public Integer call() {
        AllowedCodecs.check();
        SummaryOptions options = chosen.values();
        List<OutputPlan> plans = plans();
        List<OutputPlan> feasible =
                plans.stream().filter(plan -> isFeasible(plan, options)).toList();
        if (!feasible.isEmpty()) {
            summarize(feasible, options);
        }
        return failures == 0 ? 0 : CommandLines.FAILED;
    }

    /** Reports problems before a model is loaded, which takes seconds. */
    private boolean isFeasible(OutputPlan plan, SummaryOptions options) {
        try {
            plan.requireVideo();
            if (!dryRun) {
                plan.prepare(options.overwrite());
            }
            return true;
        } catch (CstaException e) {
            report(e);
            return false;
        }
    }

    private void summarize(List<OutputPlan> plans, SummaryOptions options) {
        try (SummaryModel loaded = model.load()) {
            Summarizer summarizer = new Summarizer(loaded);
            for (OutputPlan plan : plans) {
                summarize(summarizer, plan, options);
            }
            if (written > 0 && !quiet) {
                model.warn(loaded.card());
            }
        }
    }

    private List<OutputPlan> plans() {
        try {
            return OutputPlan.of(inputs, Optional.ofNullable(output), this::report);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    /** Summarizes one video. Reports a failure without stopping the others. */
    private void summarize(Summarizer summarizer, OutputPlan plan, SummaryOptions options) {
        try {
            print(summary(summarizer, plan, options));
            written++;
        } catch (CancelledException e) {
            throw e;
        } catch (RuntimeException e) {
            report(e, plan.video());
        }
    }

    /** Adds the name of the video to messages that do not contain it, because there may be several videos. */
    private void report(RuntimeException e, Path video) {
        String line = CommandLines.describe(e);
        report(e, line.contains(video.toString()) ? line : Names.of(video) + ": " + line);
    }

    private void report(RuntimeException e) {
        report(e, CommandLines.describe(e));
    }

    private void report(RuntimeException e, String line) {
        failures++;
        PrintWriter err = spec.commandLine().getErr();
        CommandLines.say(err, line);
        if (CommandLines.isVerbose(spec.commandLine())) {
            e.printStackTrace(err);
        }
    }

    private Summary summary(Summarizer summarizer, OutputPlan plan, SummaryOptions options) {
        String name = Names.of(plan.video());
        try (ProgressDisplay display = new ProgressDisplay(spec.commandLine().getErr(), name, quiet)) {
            return dryRun
                    ? summarizer.preview(plan.video(), options.withOutput(plan.summary()), display)
                    : plan.files().write(summarizer, plan.video(), options, display);
        }
    }

    private void print(Summary summary) {
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        if (json) {
            out.print(SummaryJson.text(summary));
        } else if (dryRun) {
            SummaryText.planned(summary).forEach(out::println);
        }
        JsonOutput.finish(out);
        if (!quiet) {
            if (!dryRun) {
                err.println(SummaryText.written(summary));
            }
            summary.warnings()
                    .forEach(warning ->
                            CommandLines.say(err, Names.of(summary.video().file()) + ": " + warning));
            err.flush();
        }
    }
}
