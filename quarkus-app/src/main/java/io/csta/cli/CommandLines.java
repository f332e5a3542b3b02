package io.csta.cli;

import io.csta.CancelledException;
import io.csta.CstaException;
import io.csta.NativeExecutable;
import io.csta.video.UnknownCodecException;
import java.io.BufferedWriter;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.function.Function;
import java.util.regex.Pattern;
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

    private static final Pattern URL = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]+://");

    private CommandLines() {}

    /** Creates the command line. */
    static CommandLine create() {
        return new CommandLine(new CstaCommand())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .registerConverter(Path.class, CommandLines::path)
                .registerConverter(int.class, text -> number(text, "an integer", Integer::valueOf))
                .registerConverter(Integer.class, text -> number(text, "an integer", Integer::valueOf))
                .registerConverter(long.class, text -> number(text, "an integer", Long::valueOf))
                .registerConverter(double.class, text -> number(text, "a number", Double::valueOf))
                .setUsageHelpWidth(HELP_WIDTH)
                .setExecutionStrategy(Interruption::guard)
                .setParameterExceptionHandler(CommandLines::misuse)
                .setExecutionExceptionHandler(CommandLines::failure);
    }

    /** Runs a command. Output that does not arrive, because the disk is full for example, is a failure. */
    static int run(String... arguments) {
        CommandLine commandLine = create();
        StartingLine starting = new StartingLine(commandLine.getErr(), StartingLine.isShown());
        commandLine.setOut(new PrintWriter(starting.before(standardOutput())));
        commandLine.setErr(new PrintWriter(starting.before(commandLine.getErr()), true));
        if (ServeCommand.isNamedIn(arguments)) {
            starting.erase(); // the log does not go through these writers
        }
        int status = commandLine.execute(arguments);
        starting.erase();
        if (commandLine.getOut().checkError() && status == 0) {
            say(commandLine.getErr(), JsonOutput.LOST);
            return FAILED;
        }
        return status;
    }

    /** {@link System#out} does not pass errors on. */
    private static Writer standardOutput() {
        String encoding = System.getProperty(
                "stdout.encoding",
                System.getProperty(
                        "sun.stdout.encoding", Charset.defaultCharset().name()));
        return new BufferedWriter(
                new OutputStreamWriter(new FileOutputStream(FileDescriptor.out), Charset.forName(encoding)));
    }

    private static int misuse(ParameterException e, String[] args) {
        if (Interruption.isStopping()) {
            return INTERRUPTED;
        }
        CommandLine command = e.getCommandLine();
        String name = command.getCommandSpec().qualifiedName();
        say(command.getErr(), "%s (see %s --help)".formatted(Misuse.describe(e), name));
        return MISUSED;
    }

    /**
     * A path of this machine. An empty name, which may come from an unset shell variable, does not mean the current folder,
     * and a URL is not a path with a strange name.
     */
    static Path path(String text) {
        if (text.isEmpty()) {
            throw new TypeConversionException("a file name is empty");
        }
        return Path.of(local(text));
    }

    /**
     * The name of a local file or folder.
     *
     * @throws TypeConversionException if it is a URL
     */
    static String local(String text) {
        if (URL.matcher(text).lookingAt()) {
            throw new TypeConversionException(
                    "%s is a URL, but csta reads and writes only local files; download it first, and specify the file"
                            .formatted(text));
        }
        return text;
    }

    private static <N extends Number> N number(String text, String what, Function<String, N> parser) {
        try {
            return parser.apply(text);
        } catch (NumberFormatException e) {
            throw new TypeConversionException("'%s' is not %s".formatted(text, what));
        }
    }

    static int outOfMemory(ParseResult parsed) {
        say(
                parsed.commandSpec().commandLine().getErr(),
                "out of memory; increase the limit, for example with "
                        + (NativeExecutable.isRunning()
                                ? "-Xmx8g as the first argument of csta"
                                : "CSTA_JAVA_OPTS=-Xmx8g"));
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
