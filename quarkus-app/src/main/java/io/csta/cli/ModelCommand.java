package io.csta.cli;

import io.csta.model.ModelCard;
import io.csta.model.ModelException;
import io.csta.model.ModelStore;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code csta model} and its subcommands. */
@Command(
        name = "model",
        header = "Shows, imports and fetches models.",
        footer = {
            "",
            "Examples:",
            "  csta model list",
            "  csta model fetch googlenet",
            "  csta model import --extractor googlenet-1378be20.pth --scorer split1.pt --name summe-1"
        },
        subcommands = {
            ModelCommand.ListModels.class,
            ModelCommand.Show.class,
            ModelCommand.Import.class,
            FetchCommand.class
        })
final class ModelCommand implements Runnable {

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "missing subcommand; use list, show, import or fetch");
    }

    /** {@code csta model list}. */
    @Command(
            name = "list",
            header = "Lists the models on this machine.",
            footer = {"", "Example:", "  csta model list"})
    static final class ListModels implements Callable<Integer> {

        @Spec
        private CommandSpec spec;

        @Override
        public Integer call() {
            PrintWriter out = spec.commandLine().getOut();
            ModelStore store = ModelStore.ofUser();
            for (String name : store.names()) {
                String mark = name.equals(ModelStore.DEFAULT) ? " (default)" : "";
                out.println("%-24s %s".formatted(name + mark, described(store, name)));
            }
            out.flush();
            return 0;
        }
    }

    private static String described(ModelStore store, String name) {
        try {
            return "trained on: " + store.card(name).trainedOn();
        } catch (ModelException e) {
            return "unusable: " + e.getMessage();
        }
    }

    /** {@code csta model show}. */
    @Command(
            name = "show",
            header = "Shows the description of a model.",
            footer = {"", "Example:", "  csta model show starter"})
    static final class Show implements Callable<Integer> {

        @Spec
        private CommandSpec spec;

        @Parameters(paramLabel = "NAME", description = "A name from csta model list, or the folder of a model.")
        private String name;

        @Override
        public Integer call() {
            PrintWriter out = spec.commandLine().getOut();
            out.println(ModelStore.ofUser().card(name).text());
            out.flush();
            return 0;
        }
    }

    /** {@code csta model import}. */
    @Command(
            name = "import",
            header = "Creates a model from two published checkpoints.",
            footer = {
                "",
                "Example:",
                "  csta model import --extractor googlenet-1378be20.pth --scorer split1.pt --name summe-1"
            })
    static final class Import implements Callable<Integer> {

        @Spec
        private CommandSpec spec;

        @Option(
                names = "--extractor",
                required = true,
                paramLabel = "FILE",
                description = "A GoogLeNet checkpoint as torchvision publishes it.")
        private Path extractor;

        @Option(
                names = "--scorer",
                required = true,
                paramLabel = "FILE",
                description = "A CSTA checkpoint as its authors' code writes it.")
        private Path scorer;

        @Option(names = "--name", required = true, paramLabel = "NAME", description = "The name of the model.")
        private String name;

        @Mixin
        private NetworkOption network;

        @Option(names = "--overwrite", description = "Replaces an existing model of this name.")
        private boolean overwrite;

        @Override
        public Integer call() {
            ModelCard card = ModelStore.ofUser().importModel(name, extractor, scorer, network.options(), overwrite);
            spec.commandLine().getOut().println("imported " + card.name());
            spec.commandLine().getOut().flush();
            return 0;
        }
    }
}
