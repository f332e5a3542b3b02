package io.csta.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.csta.OutputException;
import io.csta.OutputFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Where a command's JSON goes: standard output, or a file that appears when it is complete. */
final class JsonOutput {

    private static final JsonFactory FACTORY = new JsonFactory();

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "Where the JSON goes; a file that is there is replaced. Default: standard output.")
    private @Nullable Path file;

    /** Writes one value. */
    @FunctionalInterface
    interface Content {
        void write(JsonGenerator json) throws IOException;
    }

    /**
     * Checks the place before work begins.
     *
     * @throws OutputException if there is a file to write and it cannot be written
     */
    void check() {
        if (file != null) {
            OutputFile.check(file);
        }
    }

    /**
     * Writes the JSON.
     *
     * @throws OutputException if it cannot be written
     */
    void write(Content content) {
        if (file == null) {
            print(spec.commandLine().getOut(), content);
            return;
        }
        try (OutputFile part = OutputFile.of(file)) {
            try (Writer writer = Files.newBufferedWriter(part.path())) {
                generate(writer, content);
            }
            part.keep();
        } catch (IOException e) {
            throw new OutputException(
                    "%s cannot be written: %s; free some space, or choose another folder"
                            .formatted(file, OutputFile.reason(e)),
                    e);
        }
    }

    /**
     * Prints JSON and a line end.
     *
     * @throws OutputException if it cannot be printed
     */
    static void print(PrintWriter out, Content content) {
        try {
            generate(out, content);
        } catch (IOException e) {
            throw new OutputException("standard output cannot be written to: %s".formatted(OutputFile.reason(e)), e);
        }
        out.println();
        if (out.checkError()) {
            throw new OutputException("standard output cannot be written to: is its reader gone, or the disk full?");
        }
    }

    private static void generate(Writer writer, Content content) throws IOException {
        JsonGenerator json = FACTORY.createGenerator(writer);
        json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
        content.write(json);
        json.flush();
    }
}
