package io.csta.cli;

import io.csta.checkpoint.Checkpoint;
import io.csta.checkpoint.CheckpointException;
import io.csta.checkpoint.DType;
import io.csta.checkpoint.Tensor;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
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
        Checkpoint checkpoint = Checkpoint.read(file);
        (half ? halved(checkpoint) : checkpoint).writeSafetensors(output);
        return 0;
    }

    /** Matrices and kernels take rounding well; running variances of tiny size and counters do not. */
    private static Checkpoint halved(Checkpoint checkpoint) {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        checkpoint.tensors().forEach((key, tensor) -> {
            boolean large = tensor.shape().length > 1 && tensor.dtype().isFloatingPoint();
            tensors.put(key, large ? halved(key, tensor) : tensor);
        });
        return new Checkpoint(tensors, checkpoint.metadata());
    }

    private static Tensor halved(String key, Tensor tensor) {
        Tensor half = tensor.to(DType.FLOAT16);
        float[] before = tensor.toFloats();
        float[] after = half.toFloats();
        for (int i = 0; i < before.length; i++) {
            if (Float.isFinite(before[i]) && !Float.isFinite(after[i])) {
                throw new CheckpointException("%s holds %s, and half precision ends at 65504: convert it without --half"
                        .formatted(key, before[i]));
            }
        }
        return half;
    }
}
