package io.csta.it.service;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The packaged service as a separate process on a free port, which ends with the test.
 *
 * <pre>{@code
 * try (Service service = Service.start(folder.resolve("data"), "csta.jobs.concurrent=2", "-Xmx256m")) {
 *     ... service.url() ...
 * }
 * }</pre>
 */
public final class Service implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Pattern LISTENING = Pattern.compile("Listening on: (http://[^\\s\"]+)");

    private final Process process;
    private final Path log;
    private final URI url;

    private Service(Process process, Path log) {
        this.process = process;
        this.log = log;
        this.url = awaitUrl();
    }

    /**
     * Starts it, and waits until it answers.
     *
     * @param data its folder, {@code csta.data}; its log goes beside it
     * @param options of the service as {@code NAME=VALUE}; those that begin with {@code -} are for Java
     */
    public static Service start(Path data, String... options) {
        return startBy(List.of(), data.toAbsolutePath().getParent(), data, options);
    }

    /**
     * The same, started by another program that takes the command line as its last arguments and becomes it.
     *
     * @param beside where its log goes
     */
    public static Service startBy(List<String> program, Path beside, Path data, String... options) {
        List<String> java = new ArrayList<>();
        List<String> arguments = new ArrayList<>(List.of("serve", "-Dcsta.data=" + data));
        for (String option : options) {
            if (option.startsWith("-")) {
                java.add(option);
            } else {
                arguments.add("-D" + option);
            }
        }
        return start(program, beside, SharedHome.path(), java, arguments);
    }

    /**
     * Starts it in a folder as it comes, without any option, but that its port is a free one. Its
     * {@code $CSTA_HOME} goes there too, and contains only the results of the arithmetic check.
     */
    public static Service startAsItComes(Path folder) {
        Path home = folder.resolve(".home");
        SharedHome.copyTo(home);
        return start(List.of(), folder, home, List.of(), List.of("serve"));
    }

    /** Starts it with an empty {@code $CSTA_HOME} beside its data, so that it checks the arithmetic of the engine. */
    public static Service startForTheFirstTime(Path data) {
        Path beside = data.toAbsolutePath().getParent();
        return start(List.of(), beside, beside.resolve(".home"), List.of(), List.of("serve", "-Dcsta.data=" + data));
    }

    private static Service start(
            List<String> program, Path beside, Path home, List<String> java, List<String> arguments) {
        List<String> command = new ArrayList<>(program);
        command.addAll(Program.command(java, arguments));
        try {
            Files.createDirectories(beside);
            Path log = Files.createTempFile(beside, "service-", ".log");
            ProcessBuilder builder =
                    new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
            builder.directory(beside.toFile());
            builder.environment().keySet().removeIf(Service::isOfThisMachine);
            builder.environment().put("CSTA_HOME", home.toString());
            builder.environment().put("QUARKUS_HTTP_PORT", "0");
            // Several programs run at a time, so a thread of each does more than two that wait for each other.
            builder.environment().put("OMP_NUM_THREADS", "1");
            builder.environment().put("DJL_OFFLINE", "true");
            builder.environment().put("OPT_OUT_TRACKING", "true");
            builder.environment().put("LC_ALL", "C.UTF-8");
            return new Service(builder.start(), log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isOfThisMachine(String variable) {
        return variable.startsWith("CSTA_")
                || variable.startsWith("QUARKUS_")
                || variable.startsWith("AWS_")
                || variable.endsWith("JAVA_OPTIONS")
                || variable.toLowerCase(Locale.ROOT).endsWith("_proxy");
    }

    private URI awaitUrl() {
        Instant end = Instant.now().plus(PATIENCE);
        while (Instant.now().isBefore(end)) {
            Matcher listening = LISTENING.matcher(log());
            if (listening.find() && takesRequests(URI.create(listening.group(1)))) {
                return URI.create(listening.group(1));
            }
            if (!process.isAlive()) {
                throw new AssertionError("the service ended instead of starting: " + log());
            }
            pause();
        }
        process.destroyForcibly();
        throw new AssertionError("the service does not answer: " + log());
    }

    /** Its port is open a moment before it knows its jobs. */
    private static boolean takesRequests(URI base) {
        try {
            HttpURLConnection connection = (HttpURLConnection)
                    URI.create(base + "/api/summaries?limit=1").toURL().openConnection();
            return connection.getResponseCode() != HttpURLConnection.HTTP_UNAVAILABLE;
        } catch (IOException e) {
            return false;
        }
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(50);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** Where it answers, without a slash at the end. */
    public URI url() {
        return url;
    }

    /** Where it answers to a path that begins with a slash. */
    public URI url(String path) {
        return URI.create(url + path);
    }

    /** What it has said so far. */
    public String log() {
        try {
            return new String(Files.readAllBytes(log), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Its process id. */
    public long pid() {
        return process.pid();
    }

    /** Whether it has not ended. */
    public boolean isAlive() {
        return process.isAlive();
    }

    /**
     * Tells it to end, as an operator does, and waits for that.
     *
     * @return its exit status
     */
    public int stop() {
        process.destroy();
        return awaitEnd();
    }

    /** Ends it as a loss of power does. */
    public void kill() {
        process.destroyForcibly();
        awaitEnd();
    }

    private int awaitEnd() {
        try {
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                throw new AssertionError("the service does not end: " + log());
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        kill();
    }
}
