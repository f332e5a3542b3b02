package io.csta.cli;

import io.csta.CstaException;
import io.csta.service.config.OptionErrors;
import io.csta.service.http.ServiceApplication;
import io.quarkus.runtime.Quarkus;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code csta serve}. */
@Command(
        name = "serve",
        header = "Runs the service, which summarizes videos from a folder, from a bucket or over HTTP.",
        description = {
            "",
            "By default it watches csta-data/inbox, writes to csta-data/summaries, and listens on",
            "http://127.0.0.1:8080 until it is stopped. Options are also read from config/application.properties",
            "and from the environment, where csta.s3.bucket is CSTA_S3_BUCKET."
        },
        footer = {
            "",
            "Examples:",
            "  csta serve",
            "  csta serve -Dcsta.data=/srv/csta -Dquarkus.http.host=0.0.0.0",
            "  csta serve -Dcsta.s3.bucket=videos"
        })
final class ServeCommand implements Callable<Integer> {

    private static final String NAME = "serve";

    @Option(
            names = "-D",
            paramLabel = "OPTION=VALUE",
            description =
                    "Sets an option of the service, for example csta.data; docs/configuration.md lists all options.")
    private Map<String, String> options = new LinkedHashMap<>();

    /** Whether the arguments start the service. */
    static boolean isNamedIn(String[] arguments) {
        Optional<String> command = Arrays.stream(arguments)
                .filter(argument -> !argument.startsWith("-"))
                .findFirst();
        return command.equals(Optional.of(NAME)) && !Arrays.asList(arguments).contains("--help");
    }

    @Override
    public Integer call() {
        options.forEach(System::setProperty);
        AtomicInteger status = new AtomicInteger();
        AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
        Quarkus.run(ServiceApplication.class, (exit, thrown) -> {
            status.set(exit);
            failure.set(thrown);
        });
        Throwable thrown = failure.get();
        if (thrown != null) {
            throw new CstaException("the service cannot be started: %s".formatted(reason(thrown)), thrown);
        }
        return status.get();
    }

    /** What is wrong with the options, or the innermost exception of ours, which contains the remedy, or else the first one. */
    private static String reason(Throwable thrown) {
        Throwable first = thrown;
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof CstaException ours && ours.getMessage() != null) {
                return ours.getMessage();
            }
            Optional<String> option = OptionErrors.explain(cause);
            if (option.isPresent()) {
                return option.get();
            }
            first = cause;
        }
        return first.getMessage() == null ? first.toString() : first.getMessage();
    }
}
