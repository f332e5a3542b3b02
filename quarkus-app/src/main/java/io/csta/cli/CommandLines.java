package io.csta.cli;

import io.csta.CancelledException;
import io.csta.CstaException;
import io.csta.video.UnknownCodecException;
import java.io.BufferedWriter;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.file.Path;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.TypeConversionException;

/** Maps failures to one line and an exit status. */
final class CommandLines {

    static final int FAILED = 1;
    static final int MISUSED = 2;
    static final int INTERRUPTED = 130;

    /** Wide enough to print the examples without wrapping. */
    private static final int HELP_WIDTH = 100;

    private CommandLines() {}

    /** Creates the command line. */
    static CommandLine create() {
        return new CommandLine(new CstaCommand())
                .setOut(standardOutput())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .registerConverter(Path.class, CommandLines::path)
                .setUsageHelpWidth(HELP_WIDTH)
                .setExecutionStrategy(Interruption::guard)
                .setParameterExceptionHandler(CommandLines::misuse)
                .setExecutionExceptionHandler(CommandLines::failure);
    }

    /** Runs a command. Output that does not arrive, because the disk is full for example, is a failure. */
    static int run(String... arguments) {
        CommandLine commandLine = create();
        int status = commandLine.execute(arguments);
        if (commandLine.getOut().checkError() && status == 0) {
            say(commandLine.getErr(), JsonOutput.LOST);
            return FAILED;
        }
        return status;
    }

    /** {@link System#out} does not pass errors on. */
    private static PrintWriter standardOutput() {
        String encoding = System.getProperty(
                "stdout.encoding",
                System.getProperty(
                        "sun.stdout.encoding", Charset.defaultCharset().name()));
        return new PrintWriter(new BufferedWriter(
                new OutputStreamWriter(new FileOutputStream(FileDescriptor.out), Charset.forName(encoding))));
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

    /** An empty name, which may come from an unset shell variable, does not mean the current folder. */
    private static Path path(String text) {
        if (text.isEmpty()) {
            throw new TypeConversionException("a file name is empty");
        }
        return Path.of(text);
    }

    static int outOfMemory(ParseResult parsed) {
        say(
                parsed.commandSpec().commandLine().getErr(),
                "out of memory; increase the limit, for example with CSTA_JAVA_OPTS=-Xmx8g");
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

    /** One line for any failure. */
    static String describe(Throwable e) {
        if (e instanceof CstaException && e.getMessage() != null) {
            return e.getMessage();
        }
        return "internal error: %s; run the command again with --verbose and report the output".formatted(e);
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
