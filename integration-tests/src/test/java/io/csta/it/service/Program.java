package io.csta.it.service;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The packaged program that is tested: the one for JVMs or, with the Maven profile {@code native}, the native executable. */
public final class Program {

    private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");
    private static final String HEAP = "-Xmx1g";

    private Program() {}

    /** Whether it is the native executable. */
    public static boolean isNative() {
        return !System.getProperty("csta.native", "").isBlank();
    }

    /** The JAR file that starts the program for JVMs. */
    public static Path jar() {
        return Path.of(System.getProperty("csta.jar")).toAbsolutePath().normalize();
    }

    /** The native executable. */
    public static Path executable() {
        return Path.of(System.getProperty("csta.native")).toAbsolutePath().normalize();
    }

    /**
     * The command line that runs it.
     *
     * @param options options for Java, such as {@code -Xmx256m}; the native executable takes them too
     * @param arguments the arguments of the program
     */
    public static List<String> command(List<String> options, List<String> arguments) {
        List<String> command = new ArrayList<>();
        if (isNative()) {
            command.add(executable().toString());
            command.add(HEAP);
            command.addAll(options);
        } else {
            command.addAll(List.of(JAVA.toString(), HEAP, "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
            command.addAll(options);
            command.addAll(List.of("-jar", jar().toString()));
        }
        command.addAll(arguments);
        return command;
    }
}
