package io.csta.cli;

import io.csta.OutputFile;
import io.csta.checkpoint.Checkpoint;
import io.csta.checkpoint.HalfPrecision;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code csta convert}. */
@Command(
        name = "convert",
        header = "Writes a checkpoint as safetensors, a format that can hold nothing but data.",
        footer = {"", "Example:", "  csta convert split1.pt -o split1.safetensors --half"})
final class ConvertCommand implements Callable<Integer> {

    private static final String ENDING = ".safetensors";

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "CHECKPOINT", description = "A .pt, .pth or .safetensors file.")
    private Path file;

    @Option(
            names = {"-o", "--output"},
            required = true,
            paramLabel = "FILE.safetensors",
            description = "The file to write; one that is there is replaced.")
    private Path output;

    @Option(
            names = "--half",
            description = "Stores numbers in half the space, with three digits; batch-norm tensors are left as they"
                    + " are.")
    private boolean half;

    @Override
    public Integer call() {
        if (!output.toString().endsWith(ENDING)) {
            throw new ParameterException(
                    spec.commandLine(), "-o %s: name a file that ends in %s".formatted(output, ENDING));
        }
        OutputFile.check(output);
        Checkpoint checkpoint = Checkpoint.read(file);
        (half ? HalfPrecision.of(checkpoint) : checkpoint).writeSafetensors(output);
        return 0;
    }
}
