package io.csta.export;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.csta.CancelledException;
import io.csta.OutputException;
import io.csta.OutputFile;
import java.io.IOException;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;

/** Streams JSON to a writer, a string, or a file that appears when it is complete. */
public final class JsonText {

    private static final JsonFactory FACTORY = new JsonFactory();

    private JsonText() {}

    /** Writes one JSON value. */
    @FunctionalInterface
    public interface Content {

        /** Writes all of it. */
        void write(JsonGenerator json) throws IOException;
    }

    /** Writes to a writer, which stays open. */
    public static void write(Writer writer, Content content) throws IOException {
        JsonGenerator json = FACTORY.createGenerator(writer);
        json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
        content.write(json);
        json.flush();
    }

    /** The JSON as a string. */
    public static String of(Content content) {
        StringWriter writer = new StringWriter();
        try {
            write(writer, content);
        } catch (IOException e) {
            throw new IllegalStateException("cannot happen when writing to memory", e);
        }
        return writer.toString();
    }

    /**
     * Writes a file, which appears when it is complete; an existing one is replaced.
     *
     * @throws OutputException if it cannot be written
     * @throws CancelledException if the thread is interrupted
     */
    public static void write(Path file, Content content) {
        OutputFile.write(file, part -> {
            try (Writer writer = Files.newBufferedWriter(part)) {
                write(writer, content);
            }
        });
    }
}
