package io.csta.cli;

import io.csta.dataset.Annotations;
import io.csta.dataset.Dataset;
import io.csta.dataset.Splits;
import io.csta.evaluation.Baseline;
import io.csta.evaluation.BaselineResult;
import io.csta.evaluation.CheckpointPattern;
import io.csta.evaluation.Evaluation;
import io.csta.evaluation.Evaluator;
import io.csta.export.EvaluationJson;
import io.csta.export.EvaluationTable;
import io.csta.export.JsonText.Content;
import io.csta.summary.SummaryOption;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code csta evaluate}. */
@Command(
        name = "evaluate",
        header = "Measures how well scores agree with people: Kendall's tau, Spearman's rho and F1.",
        footer = {
            "",
            "Examples:",
            "  csta evaluate --dataset summe.h5 --splits summe --checkpoint 'w/split{n}.pt'",
            "  csta evaluate --dataset tvsum.h5 --splits tvsum --checkpoint w.pt --annotations ydata-anno.tsv",
            "  csta evaluate --baseline human --annotations ydata-anno.tsv",
            "  csta evaluate --baseline random --dataset summe.h5 --json"
        })
final class EvaluateCommand implements Callable<Integer> {

    /** The names of the baselines. */
    static final class Baselines extends Words<Baseline> {

        Baselines() {
            super(Baseline.class);
        }
    }

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--dataset",
            paramLabel = "FILE.h5",
            description = "A dataset in the layout of the public benchmarks.")
    private @Nullable Path dataset;

    @Option(
            names = "--splits",
            paramLabel = "FILE|summe|tvsum",
            description = "The videos to test on: the published splits of a benchmark, or those in a file.")
    private @Nullable String splits;

    @Option(
            names = "--checkpoint",
            paramLabel = "FILE",
            description = "The CSTA checkpoint of every split; {n} in its name is the split's number, from 1.")
    private @Nullable String checkpoint;

    @Mixin
    private NetworkOption network;

    @Option(
            names = "--annotations",
            paramLabel = "TSV",
            description =
                    "TVSum's ydata-anno.tsv, which selects the protocol of TVSum. Default: the protocol of SumMe.")
    private @Nullable Path annotations;

    @Option(
            names = "--baseline",
            paramLabel = "human|random",
            completionCandidates = Baselines.class,
            description = "Evaluates human annotations or random scores instead of a checkpoint.")
    private @Nullable Baseline baseline;

    @Option(names = "--json", description = "Prints JSON, with all digits. Default: a table.")
    private boolean json;

    @Option(names = "--markdown", description = "Prints a table in Markdown.")
    private boolean markdown;

    @Mixin
    private final DeclaredOptions device = new DeclaredOptions(SummaryOption.ENGINE, SummaryOption.DEVICE);

    @Override
    public Integer call() {
        if (json && markdown) {
            throw misuse("--json and --markdown are mutually exclusive; use one of them");
        }
        if (baseline == null) {
            Evaluation evaluation = evaluation();
            print(EvaluationJson.of(evaluation), EvaluationTable.of(evaluation));
        } else {
            BaselineResult result = baseline(baseline);
            print(EvaluationJson.of(result), EvaluationTable.of(result));
        }
        return 0;
    }

    private Evaluation evaluation() {
        Path file = required("--dataset", dataset);
        String parts = required("--splits", splits);
        CheckpointPattern pattern = new CheckpointPattern(required("--checkpoint", checkpoint));
        Splits read = Splits.of(parts);
        try (Dataset open = Dataset.open(file);
                EvaluationDisplay display = display(file)) {
            Evaluator evaluator =
                    new Evaluator(open, read, Optional.ofNullable(annotations).map(Annotations::read));
            return evaluator.evaluate(pattern, path -> network.scorer(path, device.device()), display);
        }
    }

    private BaselineResult baseline(Baseline kind) {
        if (splits != null || checkpoint != null || network.options().isPresent()) {
            throw misuse("--baseline excludes --splits, --checkpoint and --network; omit them");
        }
        if (annotations != null && dataset != null) {
            throw misuse(
                    "--baseline requires --annotations for TVSum's protocol or --dataset for SumMe's; specify one");
        }
        if (annotations != null) {
            Annotations read = Annotations.read(annotations);
            try (EvaluationDisplay display = display(annotations)) {
                return kind.of(read, display);
            }
        }
        Path file = required("--annotations or --dataset", dataset);
        try (Dataset open = Dataset.open(file);
                EvaluationDisplay display = display(file)) {
            return kind.of(open, display);
        }
    }

    private EvaluationDisplay display(Path file) {
        return new EvaluationDisplay(spec.commandLine().getErr(), Names.of(file));
    }

    private void print(Content content, EvaluationTable table) {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            JsonOutput.print(out, content);
            return;
        }
        List<String> lines = markdown ? table.markdown() : table.lines();
        lines.forEach(out::println);
        out.flush();
    }

    private <T> T required(String option, @Nullable T value) {
        if (value == null) {
            throw misuse("%s is missing".formatted(option));
        }
        return value;
    }

    private ParameterException misuse(String what) {
        return new ParameterException(spec.commandLine(), what);
    }
}
