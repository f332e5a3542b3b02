package io.csta.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.csta.CstaException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
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

    /** Writes to {@code file}, or to {@code out} if there is none. */
    static void write(@Nullable Path file, PrintWriter out, Content content) {
        if (file == null) {
            try {
                generate(out, content);
                out.println();
                out.flush();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return;
        }
        try {
            Path part = Files.createTempFile(file.toAbsolutePath().getParent(), ".csta-", ".json");
            try {
                try (Writer writer = Files.newBufferedWriter(part)) {
                    generate(writer, content);
                }
                Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(part);
            }
        } catch (IOException e) {
            throw new CstaException("cannot write %s: %s; check space and permissions".formatted(file, e), e);
        }
    }

    private static void generate(Writer writer, Content content) throws IOException {
        JsonGenerator json = FACTORY.createGenerator(writer);
        json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
        content.write(json);
        json.flush();
    }
}
