package io.csta.export;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.csta.CancelledException;
import io.csta.OutputException;
import io.csta.OutputFile;
import java.io.IOException;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Files;
import java.nio.file.Path;

/** JSON that is written piece by piece: to whatever takes text, to a string, or to a file that appears whole. */
public final class JsonText {

    private static final JsonFactory FACTORY = new JsonFactory();

    private JsonText() {}

    /** Writes one value. */
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
            throw new IllegalStateException("what is written to memory is plain data", e);
        }
        return writer.toString();
    }

    /**
     * Writes a file, replacing one that is there; it appears when it is complete.
     *
     * @throws OutputException if it cannot be written
     * @throws CancelledException if the thread is interrupted
     */
    public static void write(Path file, Content content) {
        try (OutputFile part = OutputFile.of(file)) {
            try (Writer writer = Files.newBufferedWriter(part.path())) {
                write(writer, content);
            }
            part.keep();
        } catch (ClosedByInterruptException e) {
            throw new CancelledException("cancelled");
        } catch (IOException e) {
            throw new OutputException(
                    "%s cannot be written: %s; free some space, or choose another folder"
                            .formatted(file, OutputFile.reason(e)),
                    e);
        }
    }
}
