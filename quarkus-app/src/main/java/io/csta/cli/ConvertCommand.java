package io.csta.cli;

import io.csta.OutputFile;
import io.csta.checkpoint.Checkpoint;
import io.csta.checkpoint.HalfPrecision;
import io.csta.nn.OnnxFile;
import io.csta.nn.layer.ModelMismatchException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code csta convert}. */
@Command(
        name = "convert",
        header = "Converts a checkpoint to safetensors, a format that contains only data, or to an ONNX model.",
        footer = {
            "",
            "Examples:",
            "  csta convert split1.pt -o split1.safetensors --half",
            "  csta convert split1.pt -o split1.onnx"
        })
final class ConvertCommand implements Callable<Integer> {

    private static final String SAFETENSORS = ".safetensors";
    private static final String ONNX = ".onnx";

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "CHECKPOINT", description = "A .pt, .pth or .safetensors file.")
    private Path file;

    @Option(
            names = {"-o", "--output"},
            required = true,
            paramLabel = "FILE",
            description = "The file to write, which ends in .safetensors or .onnx; an existing file is replaced. ONNX"
                    + " requires a checkpoint of CSTA, GoogLeNet or EfficientNet-Lite0.")
    private Path output;

    @Option(
            names = "--half",
            description = "Stores numbers in 16 bits, with three significant digits, except batch-norm tensors.")
    private boolean half;

    @Mixin
    private NetworkOption network;

    @Override
    public Integer call() {
        boolean onnx = output.toString().endsWith(ONNX);
        if (!onnx && !output.toString().endsWith(SAFETENSORS)) {
            throw new ParameterException(
                    spec.commandLine(),
                    "-o %s: the file name must end in %s or %s".formatted(output, SAFETENSORS, ONNX));
        }
        if (onnx && half) {
            throw new ParameterException(
                    spec.commandLine(), "--half applies to safetensors only; omit it, or write a .safetensors file");
        }
        if (!onnx && network.options().isPresent()) {
            throw new ParameterException(
                    spec.commandLine(), "--network applies to ONNX only; omit it, or write a .onnx file");
        }
        OutputFile.check(output);
        Checkpoint checkpoint = Checkpoint.read(file);
        if (onnx) {
            writeOnnx(checkpoint);
        } else {
            (half ? HalfPrecision.of(checkpoint) : checkpoint).writeSafetensors(output);
        }
        return 0;
    }

    private void writeOnnx(Checkpoint checkpoint) {
        try {
            OnnxFile.write(checkpoint, network.options(), output);
        } catch (ModelMismatchException e) {
            throw new ModelMismatchException(file + ": " + e.getMessage());
        }
    }
}
