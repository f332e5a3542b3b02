package io.csta.it.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.csta.it.service.Program;
import io.csta.it.service.SharedHome;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Runs the packaged command line in a folder. Fails if a run prints anything that is not meant for users. */
public final class Csta {

    private static final int PATIENCE_SECONDS = 180;
    private static final List<String> NOISE =
            List.of("WARN", "Warning", "WARNING", "SLF4J", "Exception", "OpenJDK", "\tat ");

    private final Path folder;
    private final Path home;
    private final Map<String, String> environment;

    private final List<String> wrapper;

    private Csta(Path folder, Path home, Map<String, String> environment, List<String> wrapper) {
        this.folder = folder;
        this.home = home;
        this.environment = environment;
        this.wrapper = wrapper;
    }

    /** To be run in a folder, with the {@code $CSTA_HOME} that tests share. */
    public static Csta in(Path folder) {
        return new Csta(folder, SharedHome.path(), Map.of(), List.of());
    }

    /** The same with {@code $CSTA_HOME} in a folder inside the folder of the run, {@code .home}, that is not there yet. */
    Csta ownHome() {
        return home(folder.resolve(".home"));
    }

    /** The same with another {@code $CSTA_HOME}, which need not exist. */
    Csta home(Path other) {
        return new Csta(folder, other, environment, wrapper);
    }

    /** The same, started by another program that takes the command line as its last arguments. */
    Csta startedBy(String... program) {
        return new Csta(folder, home, environment, List.of(program));
    }

    /** The same with these environment variables. */
    public Csta environment(Map<String, String> variables) {
        return new Csta(folder, home, variables, wrapper);
    }

    /**
     * What a run left.
     *
     * @param exit its exit status
     * @param out what it wrote to standard output
     * @param err what it wrote to standard error
     */
    public record Result(int exit, String out, String err) {

        /** Fails unless it went well. */
        public Result succeeded() {
            assertThat(exit).as(err).isZero();
            return this;
        }

        /** Fails unless it said nothing but one line, and that as it should. */
        public Result failed(int status) {
            assertThat(exit).as(err).isEqualTo(status);
            assertThat(err.lines()).as(err).hasSize(1).allMatch(line -> line.startsWith("csta: "));
            assertThat(out).isEmpty();
            return this;
        }
    }

    /** Runs it to its end and looks for noise on standard error. */
    public Result run(String... arguments) {
        Result result = runVerbose(arguments);
        assertThat(result.err()).doesNotContain(NOISE);
        return result;
    }

    /** Runs it to its end; standard error may hold traces. */
    Result runVerbose(String... arguments) {
        try (Running running = start(arguments)) {
            return running.end();
        }
    }

    /** Starts it. */
    Running start(String... arguments) {
        List<String> command = new ArrayList<>(wrapper);
        command.addAll(Program.command(List.of(), List.of(arguments)));
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.environment().keySet().removeIf(Csta::isOfThisMachine);
        builder.environment().put("CSTA_HOME", home.toString());
        // Several programs run at a time, so a thread of each does more than two that wait for each other.
        builder.environment().put("OMP_NUM_THREADS", "1");
        builder.environment().put("DJL_OFFLINE", "true");
        builder.environment().put("OPT_OUT_TRACKING", "true");
        builder.environment().putAll(environment);
        try {
            return new Running(builder.start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isOfThisMachine(String variable) {
        return variable.startsWith("CSTA_")
                || variable.endsWith("JAVA_OPTIONS")
                || variable.toLowerCase(Locale.ROOT).endsWith("_proxy");
    }

    /** The names of what is in a folder, without {@code $CSTA_HOME}. */
    static List<String> listing(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> !name.equals(".home"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A run in progress, which outlives neither the test nor its patience. */
    static final class Running implements AutoCloseable {

        private final Process process;
        private final CompletableFuture<String> out;
        private final BufferedReader errors;
        private final StringBuilder err = new StringBuilder();

        private Running(Process process) {
            this.process = process;
            this.out = CompletableFuture.supplyAsync(() -> read(process.getInputStream()));
            this.errors = process.errorReader(StandardCharsets.UTF_8);
            CompletableFuture.delayedExecutor(PATIENCE_SECONDS, TimeUnit.SECONDS)
                    .execute(this::close);
        }

        /** Waits until it prints a line with this text. */
        void awaitLine(String words) {
            while (true) {
                String line = nextLine();
                if (line == null) {
                    throw new AssertionError("it ended without saying '" + words + "': " + err);
                }
                if (line.contains(words)) {
                    return;
                }
            }
        }

        /** Whether it has not ended yet. */
        boolean isAlive() {
            return process.isAlive();
        }

        /** What ctrl-C does. */
        void interrupt() {
            signal("INT");
        }

        /** What the system does when it shuts down. */
        void terminate() {
            signal("TERM");
        }

        private void signal(String name) {
            try {
                int status = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                        .start()
                        .waitFor();
                assertThat(status)
                        .as("it had ended before it could be interrupted")
                        .isZero();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }

        /** Waits for its end. */
        Result end() {
            while (nextLine() != null) {
                // nextLine keeps it
            }
            return new Result(process.onExit().join().exitValue(), out.join(), err.toString());
        }

        private String nextLine() {
            try {
                String line = errors.readLine();
                if (line != null) {
                    err.append(line).append('\n');
                }
                return line;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static String read(InputStream in) {
            try (in) {
                return new String(in.readAllBytes(), StandardCharsets.UTF_8);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void close() {
            process.destroyForcibly();
        }
    }
}
