package io.csta.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.csta.CstaException;
import java.io.PrintWriter;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code csta jobs} and its subcommands. */
@Command(
        name = "jobs",
        header = "Lists, cancels and retries the jobs of a running service.",
        footer = {
            "",
            "Examples:",
            "  csta jobs list",
            "  csta jobs list --state failed",
            "  csta jobs show 5f3c9a0d6a1e4b7c8d2e1f0a9b8c7d6e",
            "  csta jobs retry 5f3c9a0d6a1e4b7c8d2e1f0a9b8c7d6e --url http://192.168.1.7:8080"
        },
        subcommands = {
            JobsCommand.ListJobs.class,
            JobsCommand.Show.class,
            JobsCommand.Cancel.class,
            JobsCommand.Retry.class
        })
final class JobsCommand implements Runnable {

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "missing subcommand; use list, show, cancel or retry");
    }

    /** The address of the service, and the format of the output. */
    static final class Connection {

        @Spec(Spec.Target.MIXEE)
        private CommandSpec spec;

        @Option(
                names = "--url",
                paramLabel = "URL",
                defaultValue = "${env:CSTA_URL:-http://127.0.0.1:8080}",
                description =
                        "The URL of the service. Default: the environment variable CSTA_URL, or http://127.0.0.1:8080.")
        private String url;

        @Option(names = "--json", description = "Prints the JSON of the service.")
        private boolean json;

        /** The service at the URL. */
        ServiceClient service() {
            try {
                URI uri = new URI(url);
                if (uri.getHost() == null || !List.of("http", "https").contains(uri.getScheme())) {
                    throw new ParameterException(
                            spec.commandLine(), "invalid URL '%s'; use http://HOST:PORT".formatted(url));
                }
                return new ServiceClient(uri);
            } catch (URISyntaxException e) {
                throw new ParameterException(
                        spec.commandLine(), "invalid URL '%s'; use http://HOST:PORT".formatted(url), e);
            }
        }

        void print(JsonNode job) {
            PrintWriter out = spec.commandLine().getOut();
            out.println(json ? job.toPrettyString() : JobText.of(job));
            out.flush();
        }
    }

    /** {@code csta jobs list}. */
    @Command(
            name = "list",
            header = "Lists jobs, newest first.",
            footer = {"", "Example:", "  csta jobs list --state running"})
    static final class ListJobs implements Callable<Integer> {

        private static final String ALL = "all";

        @Mixin
        private Connection connection;

        @Option(
                names = "--state",
                paramLabel = "STATE",
                defaultValue = ALL,
                description =
                        "The state of the jobs to list: queued, running, done, failed or cancelled. Default: all.")
        private String state;

        @Option(
                names = "--limit",
                paramLabel = "N",
                defaultValue = "50",
                description = "The maximum number of jobs, up to 500. Default: 50.")
        private int limit;

        @Override
        public Integer call() {
            String only = state.equals(ALL) ? "" : "&state=" + ServiceClient.encoded(state);
            JsonNode page = connection.service().get("?limit=" + limit + only);
            PrintWriter out = connection.spec.commandLine().getOut();
            if (connection.json) {
                out.println(page.toPrettyString());
            } else {
                page.path("items").forEach(job -> out.println(JobText.line(job)));
            }
            out.flush();
            return 0;
        }
    }

    /** A command for one job: sends a request, and prints the job. */
    abstract static class OneJob implements Callable<Integer> {

        @Mixin
        private Connection connection;

        @Parameters(paramLabel = "ID", description = "The id of a job, from csta jobs list.")
        private String id;

        /**
         * Sends the request.
         *
         * @param job its path, {@code /ID}
         */
        abstract JsonNode ask(ServiceClient service, String job);

        @Override
        public Integer call() {
            if (id.isEmpty()) {
                throw new CstaException("the id is empty; csta jobs list shows all ids");
            }
            connection.print(ask(connection.service(), "/" + ServiceClient.encoded(id)));
            return 0;
        }
    }

    /** {@code csta jobs show}. */
    @Command(
            name = "show",
            header = "Shows a job.",
            footer = {"", "Example:", "  csta jobs show 5f3c9a0d6a1e4b7c8d2e1f0a9b8c7d6e"})
    static final class Show extends OneJob {

        @Override
        JsonNode ask(ServiceClient service, String job) {
            return service.get(job);
        }
    }

    /** {@code csta jobs cancel}. */
    @Command(
            name = "cancel",
            header = "Cancels a job that has not ended.",
            footer = {"", "Example:", "  csta jobs cancel 5f3c9a0d6a1e4b7c8d2e1f0a9b8c7d6e"})
    static final class Cancel extends OneJob {

        @Override
        JsonNode ask(ServiceClient service, String job) {
            return service.post(job + "/cancel");
        }
    }

    /** {@code csta jobs retry}. */
    @Command(
            name = "retry",
            header = "Retries a job that failed or was cancelled.",
            footer = {"", "Example:", "  csta jobs retry 5f3c9a0d6a1e4b7c8d2e1f0a9b8c7d6e"})
    static final class Retry extends OneJob {

        @Override
        JsonNode ask(ServiceClient service, String job) {
            return service.post(job + "/retry");
        }
    }
}
