package io.csta.cli;

import io.csta.OutputException;
import io.csta.OutputFile;
import io.csta.export.JsonText;
import io.csta.export.JsonText.Content;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The destination of a command's JSON: standard output, or a file that appears when it is complete. */
final class JsonOutput {

    static final String LOST = "cannot write to standard output; the pipe may be closed, or the disk full";

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "The file for the JSON; an existing file is replaced. Default: standard output.")
    private @Nullable Path file;

    /**
     * Checks the destination before the work begins.
     *
     * @throws OutputException if the file cannot be written
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
        JsonText.write(file, content);
    }

    /**
     * Prints JSON and a line end.
     *
     * @throws OutputException if it cannot be printed
     */
    static void print(PrintWriter out, Content content) {
        try {
            JsonText.write(out, content);
        } catch (IOException e) {
            throw new OutputException("cannot write to standard output: %s".formatted(OutputFile.reason(e)), e);
        }
        out.println();
        finish(out);
    }

    /**
     * Makes sure that all lines reach standard output.
     *
     * @throws OutputException if they cannot be printed
     */
    static void finish(PrintWriter out) {
        if (out.checkError()) {
            throw new OutputException(LOST);
        }
    }
}
