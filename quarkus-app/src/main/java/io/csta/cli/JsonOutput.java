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

/** Writes JSON to standard output, or to a file that appears when it is complete. */
final class JsonOutput {

    private static final JsonFactory FACTORY = new JsonFactory();

    private JsonOutput() {}

    /** Writes one value. */
    @FunctionalInterface
    interface Content {
        void write(JsonGenerator json) throws IOException;
    }

    /**
     * Checks the place before work begins.
     *
     * @throws io.csta.OutputException if there is a file to write and it cannot be written
     */
    static void check(@Nullable Path file) {
        if (file != null) {
            OutputFile.check(file);
        }
    }

    /**
     * Writes to {@code file}, or to {@code out} if there is none.
     *
     * @throws OutputException if it cannot be written
     */
    static void write(@Nullable Path file, PrintWriter out, Content content) {
        try {
            if (file == null) {
                generate(out, content);
                out.println();
                if (out.checkError()) {
                    throw new OutputException("standard output cannot be written to: write to a file with -o");
                }
                return;
            }
            try (OutputFile part = OutputFile.of(file)) {
                try (Writer writer = Files.newBufferedWriter(part.path())) {
                    generate(writer, content);
                }
                part.keep();
            }
        } catch (IOException e) {
            throw new OutputException("%s cannot be written: %s; check the space".formatted(file, e), e);
        }
    }

    private static void generate(Writer writer, Content content) throws IOException {
        JsonGenerator json = FACTORY.createGenerator(writer);
        json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
        content.write(json);
        json.flush();
    }
}
