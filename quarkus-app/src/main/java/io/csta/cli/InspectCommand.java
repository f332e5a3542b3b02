package io.csta.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import io.csta.checkpoint.Checkpoint;
import io.csta.checkpoint.Tensor;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code csta inspect}. */
@Command(
        name = "inspect",
        header = "Lists the tensors of a checkpoint, and verifies that their data is complete.",
        footer = {
            "",
            "Examples:",
            "  csta inspect split1.pt                     one line per tensor",
            "  csta inspect split1.pt --json --values     everything, for programs"
        })
final class InspectCommand implements Callable<Integer> {

    /** The number of values that fit beside a name. */
    private static final int SHOWN = 8;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "CHECKPOINT", description = "A .pt, .pth or .safetensors file.")
    private Path file;

    @Option(names = "--values", description = "Adds the values: the first ones, or all of them with --json.")
    private boolean values;

    @Option(names = "--json", description = "Prints JSON.")
    private boolean json;

    @Override
    public Integer call() {
        Checkpoint checkpoint = Checkpoint.read(file);
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            JsonOutput.print(out, generator -> write(checkpoint, generator));
        } else {
            checkpoint.tensors().forEach((key, tensor) -> out.println(line(key, tensor)));
            out.flush();
        }
        return 0;
    }

    private String line(String key, Tensor tensor) {
        String described = "%-60s %-9s %s".formatted(key, tensor.dtype().label(), Arrays.toString(tensor.shape()));
        if (!values) {
            return described;
        }
        StringBuilder line = new StringBuilder(described);
        for (int i = 0; i < Math.min(SHOWN, tensor.elementCount()); i++) {
            line.append(' ').append(tensor.valueAt(i));
        }
        return line.append(tensor.elementCount() > SHOWN ? " …" : "").toString();
    }

    private void write(Checkpoint checkpoint, JsonGenerator generator) throws IOException {
        generator.writeStartObject();
        for (Map.Entry<String, Tensor> entry : checkpoint.tensors().entrySet()) {
            Tensor tensor = entry.getValue();
            generator.writeObjectFieldStart(entry.getKey());
            generator.writeFieldName("shape");
            generator.writeArray(tensor.shape(), 0, tensor.shape().length);
            generator.writeStringField("dtype", tensor.dtype().label());
            if (values) {
                generator.writeArrayFieldStart("values");
                for (int i = 0; i < tensor.elementCount(); i++) {
                    writeValue(tensor, i, generator);
                }
                generator.writeEndArray();
            }
            generator.writeEndObject();
        }
        generator.writeEndObject();
    }

    private static void writeValue(Tensor tensor, int index, JsonGenerator generator) throws IOException {
        if (tensor.dtype().isFloatingPoint()) {
            generator.writeNumber(tensor.valueAt(index));
        } else {
            generator.writeNumber(tensor.longAt(index));
        }
    }
}
