package io.csta.cli;

import io.csta.dataset.Annotations;
import io.csta.dataset.Dataset;
import io.csta.dataset.Splits;
import io.csta.model.ModelStore;
import io.csta.nn.csta.CstaOptions;
import io.csta.summary.SummaryOption;
import io.csta.training.SeedStudy;
import io.csta.training.TrainedSplit;
import io.csta.training.Trainer;
import io.csta.training.TrainingOptions;
import io.csta.training.TrainingProtocol;
import io.csta.training.TrainingReport;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code csta train}. */
@Command(
        name = "train",
        header = "Trains one scorer per split of a dataset.",
        description = {
            "",
            "Running the same command again resumes an interrupted run; more --epochs extend a complete one. The folder",
            "then contains split1.safetensors, split2.…: weights for csta score and csta evaluate; their learning curves",
            "as CSV and SVG; and report.json. With --extractor, it also contains a model: the best split and the",
            "extractor, ready for csta summarize --model."
        },
        footer = {
            "",
            "Examples:",
            "  csta train --dataset eccv16_dataset_summe_google_pool5.h5 --splits summe -o run",
            "  csta train --dataset mine.h5 --splits mine.json -o run --init googlenet-1378be20.pth --patience 20",
            "  csta train --dataset mine.h5 --splits mine.json -o run --plots --tensorboard logs",
            "  csta train --dataset mine.h5 --splits mine.json -o run --extractor starter",
            "  csta train --dataset mine.h5 --splits mine.json -o run --network cnn=resnet18,positions=none"
        })
final class TrainCommand implements Callable<Integer> {

    /** The names of the protocols. */
    static final class Protocols extends Words<TrainingProtocol> {

        Protocols() {
            super(TrainingProtocol.class);
        }
    }

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--dataset",
            required = true,
            paramLabel = "FILE.h5",
            description = "A dataset with features and human annotations, as written by csta annotate or published with"
                    + " the benchmarks.")
    private Path dataset;

    @Option(
            names = "--splits",
            required = true,
            paramLabel = "FILE|summe|tvsum",
            description = "The videos for training and for testing; summe and tvsum are the published splits.")
    private String splits;

    @Option(
            names = "--split",
            paramLabel = "N",
            description = "Trains only this split, counted from 1; may be repeated. Default: all.")
    private List<Integer> only = List.of();

    @Option(
            names = "--annotations",
            paramLabel = "TSV",
            description =
                    "TVSum's ydata-anno.tsv, which selects the protocol of TVSum. Default: the protocol of SumMe.")
    private @Nullable Path annotations;

    @Option(
            names = {"-o", "--output"},
            required = true,
            paramLabel = "DIR",
            description = "The folder of the run; it is created if necessary.")
    private Path output;

    @Option(
            names = "--protocol",
            paramLabel = "validated|published",
            completionCandidates = Protocols.class,
            defaultValue = "validated",
            description = "Selects the epoch on a part of the training videos, or on the test videos as in the paper."
                    + " Default: ${DEFAULT-VALUE}.")
    private TrainingProtocol protocol;

    @Option(
            names = "--init",
            paramLabel = "FILE",
            description =
                    "An ImageNet checkpoint for the initial weights of the network's CNN, as downloaded by csta model"
                            + " fetch googlenet. Default: random weights.")
    private @Nullable Path init;

    @Option(
            names = "--extractor",
            paramLabel = "MODEL|FILE",
            description =
                    "The extractor of the dataset's features: the --model of csta features, or for the benchmarks the"
                            + " file from csta model fetch googlenet. With it, the run creates a model in DIR/model.")
    private @Nullable String extractor;

    @Mixin
    private NetworkOption network;

    @Option(
            names = "--epochs",
            paramLabel = "N",
            defaultValue = "100",
            description = "The number of passes over the training videos. Default: ${DEFAULT-VALUE}.")
    private int epochs;

    @Option(
            names = "--patience",
            paramLabel = "N",
            description = "Ends a split after N epochs without an improvement. Default: never.")
    private @Nullable Integer patience;

    @Option(
            names = "--learning-rate",
            paramLabel = "X",
            defaultValue = "0.001",
            description = "The learning rate. Default: ${DEFAULT-VALUE}.")
    private double learningRate;

    @Option(
            names = "--weight-decay",
            paramLabel = "X",
            defaultValue = "1e-7",
            description = "The L2 regularization factor. Default: ${DEFAULT-VALUE}.")
    private double weightDecay;

    @Option(
            names = "--weight-averaging",
            paramLabel = "X",
            defaultValue = "0",
            description =
                    "The decay of an exponential moving average of the weights, which is evaluated and kept instead of"
                            + " the weights: 0.998 averages about 500 steps. Default: ${DEFAULT-VALUE}, no averaging.")
    private double averaging;

    @Option(
            names = "--validation-share",
            paramLabel = "X",
            defaultValue = "0.2",
            description = "The fraction of the training videos that the protocol 'validated' holds out. Default:"
                    + " ${DEFAULT-VALUE}.")
    private double validationShare;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "123456",
            description = "The same seed gives the same weights on a CPU with the same number of threads. Default:"
                    + " ${DEFAULT-VALUE}.")
    private long seed;

    @Option(
            names = "--seeds",
            paramLabel = "N",
            defaultValue = "1",
            description =
                    "Trains with N seeds, --seed and those that follow it, each in its own folder in DIR, and prints the mean and"
                            + " the standard deviation over all splits and seeds. Default: ${DEFAULT-VALUE}.")
    private int seeds;

    @Option(
            names = "--plots",
            description =
                    "Plots the scores of every test video in an SVG file in DIR/plots, such as split1.video_3.svg.")
    private boolean plots;

    @Option(
            names = "--tensorboard",
            paramLabel = "DIR",
            description =
                    "Writes event files for TensorBoard in this folder, in a folder such as seed-123456/split1 for every"
                            + " split. Default: no event files.")
    private @Nullable Path tensorBoard;

    @Option(
            names = "--overwrite",
            description = "Removes an existing run in the folder, and its event files, and starts again.")
    private boolean overwrite;

    @Option(names = "--quiet", description = "Prints only failures.")
    private boolean quiet;

    @Mixin
    private final DeclaredOptions device = new DeclaredOptions(SummaryOption.DEVICE);

    @Override
    public Integer call() {
        TrainingOptions options = options();
        if (seeds < 1) {
            throw misuse("seeds is %d; use 1 or more".formatted(seeds));
        }
        if (seeds > 1) {
            return study(options);
        }
        Optional<ModelStore.Extractor> made = Optional.ofNullable(extractor).map(ModelStore.ofUser()::extractor);
        try (Dataset opened = Dataset.open(dataset)) {
            Trainer trainer = trainer(opened, options);
            made.ifPresent(trainer::require);
            TrainingReport report = train(trainer, output);
            print(report);
            plot(trainer, output, report);
            if (made.isPresent() && !trainer.knowsExtractor()) {
                warn("%s does not record the extractor of its features; make sure that it was %s"
                        .formatted(dataset, extractor));
            }
            made.ifPresent(weights -> say("model of split %d: csta summarize VIDEO --model %s"
                    .formatted(report.best().number(), trainer.writeModel(output, report, weights))));
        }
        return 0;
    }

    /** Trains with several seeds. */
    private int study(TrainingOptions options) {
        if (extractor != null) {
            throw misuse(
                    "--seeds and --extractor are mutually exclusive; choose a seed, and create its model with --seed");
        }
        SortedMap<Long, TrainingReport> reports = new TreeMap<>();
        try (Dataset opened = Dataset.open(dataset)) {
            for (long each = seed; each < seed + seeds; each++) {
                say("seed %d".formatted(each));
                Trainer trainer = trainer(opened, options.withSeed(each));
                Path folder = output.resolve("seed-" + each);
                TrainingReport report = train(trainer, folder);
                print(report);
                plot(trainer, folder, report);
                reports.put(each, report);
            }
        }
        SeedStudy study = new SeedStudy(reports);
        study.write(output);
        say("%d seeds, %d results: tau %s, rho %s, F1 %% %s"
                .formatted(
                        seeds,
                        reports.values().stream()
                                .mapToInt(report -> report.splits().size())
                                .sum(),
                        study.tau().text(3),
                        study.rho().text(3),
                        study.f1().text(2)));
        return 0;
    }

    private Trainer trainer(Dataset opened, TrainingOptions options) {
        return new Trainer(
                opened,
                Splits.of(splits),
                Optional.ofNullable(annotations).map(Annotations::read),
                options,
                device.values().get(SummaryOption.DEVICE));
    }

    private TrainingReport train(Trainer trainer, Path folder) {
        if (plots) {
            trainer.requirePlottable();
        }
        try (TrainingDisplay display = new TrainingDisplay(spec.commandLine().getErr(), quiet)) {
            return trainer.train(folder, only, overwrite, display, Optional.ofNullable(tensorBoard));
        }
    }

    /** After the results are printed, so that they are not lost if it fails. */
    private void plot(Trainer trainer, Path folder, TrainingReport report) {
        if (plots) {
            trainer.writePlots(folder, report);
        }
    }

    private ParameterException misuse(String what) {
        return new ParameterException(spec.commandLine(), what);
    }

    private void warn(String line) {
        spec.commandLine().getErr().println("csta: " + line);
        spec.commandLine().getErr().flush();
    }

    private void say(String line) {
        if (!quiet) {
            spec.commandLine().getOut().println(line);
            spec.commandLine().getOut().flush();
        }
    }

    private TrainingOptions options() {
        try {
            return new TrainingOptions(
                    network.options().orElse(CstaOptions.published()),
                    protocol,
                    epochs,
                    learningRate,
                    weightDecay,
                    averaging,
                    seed,
                    validationShare,
                    patience == null ? OptionalInt.empty() : OptionalInt.of(patience),
                    Optional.ofNullable(init));
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }

    private void print(TrainingReport report) {
        say("split  epochs  kept   tau    rho    F1 %");
        for (TrainedSplit split : report.splits()) {
            say("%5d  %6d  %4d  %s"
                    .formatted(
                            split.number(),
                            split.epochs(),
                            split.best().number(),
                            TrainingDisplay.means(split.test().mean())));
        }
        say("mean                 %s".formatted(TrainingDisplay.means(report.overall())));
        say(
                annotations == null
                        ? "agreement by the protocol of SumMe; --annotations selects that of TVSum"
                        : "agreement by the protocol of TVSum");
        say(
                report.protocol() == TrainingProtocol.PUBLISHED
                        ? "protocol published: each epoch was selected on these test videos, as in the paper"
                        : "protocol validated: each epoch was selected on held-out training videos");
    }
}
