package io.csta.cli;

import io.csta.CstaVersion;
import picocli.CommandLine.IVersionProvider;

/** The version of the build. */
public final class Version implements IVersionProvider {

    @Override
    public String[] getVersion() {
        return new String[] {"csta " + CstaVersion.text()};
    }
}
