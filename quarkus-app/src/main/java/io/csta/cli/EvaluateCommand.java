package io.csta.cli;

import io.csta.CstaException;
import io.csta.OutputExistsException;
import io.csta.dataset.Annotations;
import io.csta.dataset.Dataset;
import io.csta.dataset.Splits;
import io.csta.evaluation.Baseline;
import io.csta.evaluation.BaselineResult;
import io.csta.evaluation.CheckpointPattern;
import io.csta.evaluation.EvaluatedVideo;
import io.csta.evaluation.Evaluation;
import io.csta.evaluation.Evaluator;
import io.csta.evaluation.PlotFolder;
import io.csta.export.EvaluationJson;
import io.csta.export.EvaluationTable;
import io.csta.export.JsonText.Content;
import io.csta.summary.SummaryOption;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
            "  csta evaluate --dataset summe.h5 --splits summe --checkpoint 'w/split{n}.pt' --plots plots",
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

    @Option(
            names = "--plots",
            paramLabel = "DIR",
            description =
                    "Plots the scores of every test video in an SVG file in this folder, such as split1.video_3.svg."
                            + " It is created if necessary. Default: no plots.")
    private @Nullable Path plots;

    @Option(names = "--overwrite", description = "Replaces existing plots.")
    private boolean overwrite;

    @Mixin
    private final DeclaredOptions device = new DeclaredOptions(SummaryOption.ENGINE, SummaryOption.DEVICE);

    @Override
    public Integer call() {
        if (json && markdown) {
            throw misuse("--json and --markdown are mutually exclusive; use one of them");
        }
        if (baseline == null) {
            evaluate();
        } else {
            BaselineResult result = baseline(baseline);
            print(EvaluationJson.of(result), EvaluationTable.of(result));
        }
        return 0;
    }

    /** Prints the results before the plots are written, so that they are not lost if that fails. */
    private void evaluate() {
        Path file = required("--dataset", dataset);
        String parts = required("--splits", splits);
        CheckpointPattern pattern = new CheckpointPattern(required("--checkpoint", checkpoint));
        Splits read = Splits.of(parts);
        try (Dataset open = Dataset.open(file)) {
            Evaluator evaluator =
                    new Evaluator(open, read, Optional.ofNullable(annotations).map(Annotations::read));
            Optional<PlotFolder> target = Optional.ofNullable(plots).map(folder -> plotFolder(folder, open, read));
            List<EvaluatedVideo> scored = new ArrayList<>();
            Evaluation evaluation;
            try (EvaluationDisplay display = display(file)) {
                evaluation = evaluator.evaluate(
                        pattern, path -> network.scorer(path, device.device()), display, scored::add);
            }
            print(EvaluationJson.of(evaluation), EvaluationTable.of(evaluation));
            target.ifPresent(folder -> scored.forEach(folder::write));
        }
    }

    private PlotFolder plotFolder(Path folder, Dataset open, Splits read) {
        Map<Integer, List<String>> videos = new LinkedHashMap<>();
        for (int number = 1; number <= read.list().size(); number++) {
            videos.put(number, read.list().get(number - 1).test());
        }
        try {
            return PlotFolder.prepare(folder, open, videos, overwrite);
        } catch (OutputExistsException e) {
            throw new CstaException(
                    "%s already exists; choose another folder for --plots, or use --overwrite".formatted(e.file()), e);
        }
    }

    private BaselineResult baseline(Baseline kind) {
        if (splits != null
                || checkpoint != null
                || plots != null
                || network.options().isPresent()) {
            throw misuse("--baseline excludes --splits, --checkpoint, --plots and --network; omit them");
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
