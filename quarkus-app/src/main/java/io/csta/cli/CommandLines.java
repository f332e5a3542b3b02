package io.csta.cli;

import io.csta.CancelledException;
import io.csta.CstaException;
import io.csta.video.UnknownCodecException;
import java.io.PrintWriter;
import java.nio.file.Path;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.TypeConversionException;

/** Turns failures into one line and an exit status. */
final class CommandLines {

    static final int FAILED = 1;
    static final int MISUSED = 2;
    static final int INTERRUPTED = 130;

    /** Wide enough for the examples, so that they can be copied. */
    private static final int HELP_WIDTH = 100;

    private CommandLines() {}

    /** The command line, ready to be run. */
    static CommandLine create() {
        return new CommandLine(new CstaCommand())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .registerConverter(Path.class, CommandLines::path)
                .setUsageHelpWidth(HELP_WIDTH)
                .setExecutionStrategy(Interruption::guard)
                .setParameterExceptionHandler(CommandLines::misuse)
                .setExecutionExceptionHandler(CommandLines::failure);
    }

    private static int misuse(ParameterException e, String[] args) {
        if (Interruption.isStopping()) {
            return INTERRUPTED;
        }
        CommandLine command = e.getCommandLine();
        String name = command.getCommandSpec().qualifiedName();
        String what = String.valueOf(e.getMessage()).replaceFirst("^Error: ", "");
        say(command.getErr(), "%s (see %s --help)".formatted(what, name));
        return MISUSED;
    }

    /** A variable of a shell that was never set is a mistake, not the current folder. */
    private static Path path(String text) {
        if (text.isEmpty()) {
            throw new TypeConversionException("an empty name is given where a file should be");
        }
        return Path.of(text);
    }

    static int outOfMemory(ParseResult parsed) {
        say(
                parsed.commandSpec().commandLine().getErr(),
                "Java has too little memory for this: give it more, for example with CSTA_JAVA_OPTS=-Xmx8g");
        return FAILED;
    }

    private static int failure(Exception e, CommandLine command, ParseResult parsed) {
        if (e instanceof CancelledException || Interruption.isStopping()) {
            return INTERRUPTED;
        }
        say(command.getErr(), describe(e));
        if (isVerbose(command)) {
            e.printStackTrace(command.getErr());
        }
        return e instanceof UnknownCodecException ? MISUSED : FAILED;
    }

    /** One line for what went wrong, whoever threw it. */
    static String describe(Throwable e) {
        if (e instanceof CstaException && e.getMessage() != null) {
            return e.getMessage();
        }
        return "%s; this should not happen: run it again with --verbose and report what it says".formatted(e);
    }

    static boolean isVerbose(CommandLine command) {
        CommandLine top = command;
        while (top.getParent() != null) {
            top = top.getParent();
        }
        return top.getCommandSpec().userObject() instanceof CstaCommand csta && csta.isVerbose();
    }

    static void say(PrintWriter err, String line) {
        err.println("csta: " + line.replaceAll("\\R+", " "));
        err.flush();
    }
}
