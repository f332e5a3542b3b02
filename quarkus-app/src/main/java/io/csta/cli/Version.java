package io.csta.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import picocli.CommandLine.IVersionProvider;

/** The version of the build. */
public final class Version implements IVersionProvider {

    @Override
    public String[] getVersion() throws IOException {
        try (InputStream text = Objects.requireNonNull(Version.class.getResourceAsStream("/csta-version.txt"))) {
            return new String[] {"csta " + new String(text.readAllBytes(), StandardCharsets.UTF_8).strip()};
        }
    }
}
