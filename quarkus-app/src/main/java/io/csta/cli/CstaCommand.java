package io.csta.cli;

import io.quarkus.picocli.runtime.annotations.TopCommand;
import picocli.CommandLine.Command;

/** {@code csta}. */
@TopCommand
@Command(name = "csta", mixinStandardHelpOptions = true)
public class CstaCommand implements Runnable {
    @Override
    public void run() {}
}
