package io.csta.service.config;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The options of the service; {@code docs/configuration.md} is made of them. */
@ConfigMapping(prefix = "csta")
public interface ServiceConfig {

    @Help("The folder that everything of the service is in, unless another option names another place.")
    @WithDefault("csta-data")
    Path data();

    @Help("The model that scores, by name or folder. Default: starter.")
    Optional<String> model();

    @Help("Where networks compute: `auto`, `cpu`, `gpu0`, …")
    @WithDefault("auto")
    String device();

    @Help("The library that computes networks: `onnxruntime`, or `pytorch`, which is slower.")
    @WithDefault("onnxruntime")
    String engine();

    @Help(
            "Codecs that are decoded in addition to those that `docs/limits.md` lists, by FFmpeg's names, for example `dnxhd`. Default: none.")
    Optional<List<String>> decoders();

    /** The work. */
    Jobs jobs();

    /** The watched folder. */
    Inbox inbox();

    /** The watched bucket. */
    S3 s3();

    /** The API. */
    Http http();

    /** The work. */
    interface Jobs {

        @Help("How many videos are in work at once. Each takes memory of its own; one keeps a device busy.")
        @WithDefault("1")
        int concurrent();

        @Help(
                "How many jobs may wait. What comes over HTTP beyond that is answered 429; folder and bucket are read later.")
        @WithDefault("1000")
        int maxQueued();

        @Help("How many attempts a job gets, if what went wrong may go right later, or if the service died meanwhile.")
        @WithDefault("5")
        int attempts();

        @Help("How long the second attempt is put off; each further one twice as long, up to ten minutes.")
        @WithDefault("10S")
        Duration retryDelay();

        @Help("How long summarizing may take in an attempt; for what goes over the network see `csta.s3.timeout`.")
        @WithDefault("24H")
        Duration timeout();

        @Help("How long jobs that have ended are kept, with the summaries that have no other place.")
        @WithDefault("30D")
        Duration keepFor();

        @Help("How much room jobs that have ended may take; the oldest ones are removed first.")
        @WithDefault("20G")
        MemorySize keepAtMost();
    }

    /** The watched folder. */
    interface Inbox {

        @Help("Whether a folder is watched.")
        @WithDefault("true")
        boolean enabled();

        @Help("The watched folder. Default: `inbox` in `csta.data`.")
        Optional<Path> folder();

        @Help("Where summaries of its videos go, in the same sub-folders. Default: `summaries` in `csta.data`.")
        Optional<Path> summaries();

        @Help("What becomes of a video: `move` to `csta.inbox.done` or `csta.inbox.failed`, or `keep` it where it is.")
        @WithDefault("move")
        After after();

        @Help("Where videos go of which there is a summary. Default: `done` in `csta.data`.")
        Optional<Path> done();

        @Help("Where videos go that failed, each with a `.error.json` beside it. Default: `failed` in `csta.data`.")
        Optional<Path> failed();

        @Help("How long a file must not have changed to count as complete.")
        @WithDefault("3S")
        Duration settle();

        @Help("How often the folder is looked at.")
        @WithDefault("1S")
        Duration poll();
    }

    /** What becomes of a source. */
    enum After {
        /** It goes elsewhere. */
        MOVE,
        /** It stays. */
        KEEP
    }

    /** The watched bucket. */
    interface S3 {

        @Help("The watched bucket. Without one, nothing is done with S3.")
        Optional<String> bucket();

        @Help("The address of an S3-compatible server, for example `http://localhost:9000`. Default: AWS.")
        Optional<URI> endpoint();

        @Help("The region. Default: as the AWS SDK finds it, or `us-east-1` where an endpoint is named.")
        Optional<String> region();

        @Help("Whether the bucket is named in the path instead of the host name. Default: if an endpoint is named.")
        Optional<Boolean> pathStyle();

        @Help("Objects whose key begins so are summarized.")
        @WithDefault("incoming/")
        String incoming();

        @Help("Keys of summaries begin so.")
        @WithDefault("summaries/")
        String summaries();

        @Help("What becomes of an object: `move` to `csta.s3.done` or `csta.s3.failed`, or `keep` it where it is.")
        @WithDefault("move")
        After after();

        @Help("Keys of objects of which there is a summary begin so.")
        @WithDefault("done/")
        String done();

        @Help("Keys of objects that failed begin so; a `.error.json` goes beside each.")
        @WithDefault("failed/")
        String failed();

        @Help("How often the bucket is looked at.")
        @WithDefault("10S")
        Duration poll();

        @Help("Files of this size and larger ones are uploaded in parts of this size; at least 5M.")
        @WithDefault("16M")
        MemorySize partSize();

        @Help("How long a connection may be silent.")
        @WithDefault("60S")
        Duration timeout();
    }

    /** The API. */
    interface Http {

        @Help("How large a request may be, its video included; larger ones are answered 413.")
        @WithDefault("32G")
        MemorySize maxUpload();

        @Help("How much room must stay free on the disk: an upload that would take it is answered 507.")
        @WithDefault("1G")
        MemorySize minFreeDisk();

        @Help("The hosts, with or without a port, that callbacks may go to. Without one, callbacks are refused.")
        Optional<List<String>> callbackHosts();

        @Help(
                "The names that the service is called by, with or without a port, beside `localhost`. Default: any; none other if `quarkus.http.host` is of this machine only.")
        Optional<List<String>> hosts();

        @Help("How long a request may wait for its summary at most.")
        @WithDefault("5M")
        Duration maxWait();
    }
}
