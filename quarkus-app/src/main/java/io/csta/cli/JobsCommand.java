package io.csta.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.csta.CstaException;
import java.io.PrintWriter;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Optional;
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
        header = "Manages the jobs of a running service.",
        description = {"", "The first digits of an id are enough if no other id begins with them."},
        footer = {
            "",
            "Examples:",
            "  csta jobs list",
            "  csta jobs list --state failed",
            "  csta jobs watch 5f3c9a0d",
            "  csta jobs retry 5f3c9a0d --url http://192.168.1.7:8080"
        },
        subcommands = {
            JobsCommand.ListJobs.class,
            JobsCommand.Show.class,
            WatchCommand.class,
            JobsCommand.Cancel.class,
            JobsCommand.Retry.class,
            JobsCommand.Remove.class,
            JobsCommand.Queue.class,
            JobsCommand.Pause.class,
            JobsCommand.Resume.class,
            StorageCommand.class
        })
final class JobsCommand implements Runnable {

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(),
                "missing subcommand; use list, show, watch, cancel, retry, remove, queue, pause, resume or storage");
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

        boolean isJson() {
            return json;
        }

        void print(JsonNode job) {
            print(job, JobText.of(job));
        }

        void printQueue(JsonNode queue) {
            print(queue, JobText.ofQueue(queue));
        }

        private void print(JsonNode content, String text) {
            PrintWriter out = spec.commandLine().getOut();
            out.println(json ? content.toPrettyString() : text);
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
                JobText.table(page.path("items")).forEach(out::println);
                out.flush();
                noteMissing(page.path("total").asInt());
                noteQueue(page);
            }
            out.flush();
            return 0;
        }

        /** Why queued jobs do not start. */
        private void noteQueue(JsonNode page) {
            for (JsonNode job : page.path("items")) {
                if (job.path("state").asText().equals("queued")) {
                    JobText.reason(connection.service().queue())
                            .ifPresent(reason -> CommandLines.say(
                                    connection.spec.commandLine().getErr(), "the queue is " + reason));
                    return;
                }
            }
        }

        private void noteMissing(int total) {
            if (total > limit) {
                CommandLines.say(
                        connection.spec.commandLine().getErr(),
                        "these are the newest %d of %d jobs; --limit lists more".formatted(limit, total));
            }
        }
    }

    /** A command for one job: sends requests, and prints the job. */
    abstract static class OneJob implements Callable<Integer> {

        @Mixin
        private Connection connection;

        @Parameters(
                paramLabel = "ID",
                description =
                        "The id of a job, from csta jobs list, or its first digits if no other id begins with them.")
        private String id;

        /**
         * Sends the requests.
         *
         * @param path the path of the job, {@code /ID}
         * @return the job
         */
        abstract JsonNode ask(ServiceClient service, String path);

        /** Prints the job in the end. */
        void print(JsonNode job) {
            connection.print(job);
        }

        final boolean isJson() {
            return connection.json;
        }

        final CommandSpec spec() {
            return connection.spec;
        }

        @Override
        public final Integer call() {
            ServiceClient service = connection.service();
            print(ask(service, service.pathOf(required(id))));
            return 0;
        }
    }

    private static String required(String id) {
        if (id.isEmpty()) {
            throw new CstaException("the id is empty; csta jobs list shows all ids");
        }
        return id;
    }

    /** {@code csta jobs show}. */
    @Command(
            name = "show",
            header = "Shows a job.",
            footer = {"", "Example:", "  csta jobs show 5f3c9a0d"})
    static final class Show extends OneJob {

        @Override
        JsonNode ask(ServiceClient service, String path) {
            return service.get(path);
        }
    }

    /** {@code csta jobs cancel}. */
    @Command(
            name = "cancel",
            header = "Cancels a job that has not ended.",
            footer = {"", "Example:", "  csta jobs cancel 5f3c9a0d"})
    static final class Cancel extends OneJob {

        @Override
        JsonNode ask(ServiceClient service, String path) {
            return service.post(path + "/cancel");
        }
    }

    /** {@code csta jobs retry}. */
    @Command(
            name = "retry",
            header = "Retries a job that failed or was cancelled.",
            footer = {"", "Example:", "  csta jobs retry 5f3c9a0d"})
    static final class Retry extends OneJob {

        @Override
        JsonNode ask(ServiceClient service, String path) {
            return service.post(path + "/retry");
        }
    }

    /** {@code csta jobs remove}. */
    @Command(
            name = "remove",
            header = "Removes a job that has ended, with the files that the service stores for it.",
            footer = {"", "Example:", "  csta jobs remove 5f3c9a0d"})
    static final class Remove extends OneJob {

        @Override
        JsonNode ask(ServiceClient service, String path) {
            JsonNode job = service.get(path);
            String id = job.path("id").asText();
            if (!JobText.hasEnded(job)) { // the service would cancel it
                throw new CstaException("job %s is %s; cancel it first, with csta jobs cancel %s"
                        .formatted(id, job.path("state").asText(), id));
            }
            if (!service.delete(path)) {
                throw new CstaException("job %s was started again in the meantime, and is cancelled now".formatted(id));
            }
            return job;
        }

        @Override
        void print(JsonNode job) {
            if (isJson()) {
                super.print(job);
            } else {
                PrintWriter out = spec().commandLine().getOut();
                out.println("removed %s (%s)".formatted(job.path("id").asText(), JobText.name(job)));
                out.flush();
            }
        }
    }

    /** A command for the queue, or for one job in it. */
    abstract static class OfQueue implements Callable<Integer> {

        @Mixin
        private Connection connection;

        @Parameters(
                arity = "0..1",
                paramLabel = "ID",
                description = "The id of a queued job, or its first digits. Default: the whole queue.")
        private Optional<String> id;

        private final boolean paused;

        OfQueue(boolean paused) {
            this.paused = paused;
        }

        @Override
        public final Integer call() {
            ServiceClient service = connection.service();
            if (id.isPresent()) {
                connection.print(service.post(service.pathOf(required(id.get())) + (paused ? "/pause" : "/resume")));
                return 0;
            }
            connection.printQueue(service.setPaused(paused));
            return 0;
        }
    }

    /** {@code csta jobs queue}. */
    @Command(
            name = "queue",
            header = "Shows whether jobs start, and how many are queued and running.",
            footer = {"", "Example:", "  csta jobs queue"})
    static final class Queue implements Callable<Integer> {

        @Mixin
        private Connection connection;

        @Override
        public Integer call() {
            connection.printQueue(connection.service().queue());
            return 0;
        }
    }

    /** {@code csta jobs pause}. */
    @Command(
            name = "pause",
            header = "Pauses the queue, or one queued job. Running jobs continue.",
            footer = {"", "Examples:", "  csta jobs pause", "  csta jobs pause 5f3c9a0d"})
    static final class Pause extends OfQueue {

        Pause() {
            super(true);
        }
    }

    /** {@code csta jobs resume}. */
    @Command(
            name = "resume",
            header = "Resumes the queue, or one queued job.",
            footer = {"", "Examples:", "  csta jobs resume", "  csta jobs resume 5f3c9a0d"})
    static final class Resume extends OfQueue {

        Resume() {
            super(false);
        }
    }
}
