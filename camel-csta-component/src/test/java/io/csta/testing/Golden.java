package io.csta.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/**
 * Reference values of the published CSTA code, under {@code src/test/resources/golden}.
 *
 * <p>They were computed by the authors' PyTorch code from parameters and inputs of {@link Formula}.
 */
public final class Golden {

    private Golden() {}

    /** Opens a file; fails if it does not exist, because a test without its data shows nothing. */
    public static InputStream open(String name) {
        return Objects.requireNonNull(
                Golden.class.getResourceAsStream("/golden/" + name), () -> "no golden file " + name);
    }

    /** The path of a file, for code that reads paths. */
    public static Path path(String name) {
        try {
            return Path.of(
                    Objects.requireNonNull(Golden.class.getResource("/golden/" + name), () -> "no golden file " + name)
                            .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Copies a file to a folder, under the same name. */
    public static Path copy(String name, Path folder) {
        try (InputStream in = open(name)) {
            Path copy = folder.resolve(name.substring(name.lastIndexOf('/') + 1));
            Files.copy(in, copy);
            return copy;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads a JSON file. */
    public static JsonNode json(String name) {
        try (InputStream in = open(name)) {
            return new ObjectMapper().readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** An array of numbers. */
    public static float[] floats(JsonNode array) {
        float[] values = new float[array.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) array.get(i).asDouble();
        }
        return values;
    }
}
