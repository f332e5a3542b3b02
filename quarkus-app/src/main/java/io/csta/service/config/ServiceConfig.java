package io.csta.service.config;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The options of the service; {@code docs/configuration.md} is generated from them. */
@ConfigMapping(prefix = "csta")
public interface ServiceConfig {

    @Help("The base folder for all files of the service.")
    @WithDefault("csta-data")
    Path data();

    @Help("The model: a name from `csta model list`, or the folder of one. Default: `starter`.")
    Optional<String> model();

    @Help("The device that runs the networks: `auto` (the first GPU, or the CPU), `cpu`, or a GPU such as `gpu0`.")
    @WithDefault("auto")
    String device();

    @Help("The library that runs the networks: `onnxruntime`, or `pytorch`, which is slower.")
    @WithDefault("onnxruntime")
    String engine();

    @Help("Additional codecs to decode, by FFmpeg's names, for example `dnxhd`; see `docs/limits.md`. Default: none.")
    Optional<List<String>> decoders();

    /** The profiles, by name, each with the values of its options; {@link Profiles} reads them. */
    Map<String, Map<String, String>> profiles();

    /** The jobs. */
    Jobs jobs();

    /** The watched folder. */
    Inbox inbox();

    /** More watched folders, by name; {@link FolderSettings} has their defaults. */
    Map<String, Folder> folders();

    /** The watched bucket. */
    S3 s3();

    /** More watched buckets, by name; {@link BucketSettings} has their defaults. */
    Map<String, Bucket> buckets();

    /** The API. */
    Http http();

    /** The jobs. */
    interface Jobs {

        @Help(
                "The number of videos processed at once. Each needs its own memory; a single video usually keeps the device busy.")
        @WithDefault("1")
        int concurrent();

        @Help(
                "The hours in which jobs start, in the time zone of the machine, for example `22:00-06:00`. Running jobs continue. Default: all day.")
        Optional<String> hours();

        @Help(
                "The maximum number of queued jobs. Further HTTP requests get 429; videos in folders and buckets wait until there is room.")
        @WithDefault("1000")
        int maxQueued();

        @Help("The maximum number of attempts per job after temporary failures or crashes of the service.")
        @WithDefault("5")
        int attempts();

        @Help("The delay before the second attempt. It doubles with each attempt, up to ten minutes.")
        @WithDefault("10S")
        Duration retryDelay();

        @Help("The maximum time to summarize a video, per attempt; network timeouts are set by `csta.s3.timeout`.")
        @WithDefault("24H")
        Duration timeout();

        @Help("How long finished jobs are kept, including summaries that are stored only with their jobs.")
        @WithDefault("30D")
        Duration keepFor();

        @Help("The maximum size of all finished jobs. Newer jobs are kept first.")
        @WithDefault("20G")
        @WithConverter(SizeConverter.class)
        MemorySize keepAtMost();
    }

    /** The watched folder. */
    interface Inbox {

        @Help("Whether to watch a folder.")
        @WithDefault("true")
        boolean enabled();

        @Help("The watched folder. Default: `inbox` in `csta.data`.")
        Optional<Path> folder();

        @Help("The folder for summaries, with the same subfolders. Default: `summaries` in `csta.data`.")
        Optional<Path> summaries();

        @Help(
                "What to do with a video afterwards: `move` it to `csta.inbox.done` or `csta.inbox.failed`, or `keep` it where it is.")
        @WithDefault("move")
        After after();

        @Help("The folder for videos that were summarized. Default: `done` in `csta.data`.")
        Optional<Path> done();

        @Help("The folder for videos that failed, each with an `.error.json` file. Default: `failed` in `csta.data`.")
        Optional<Path> failed();

        @Help(
                "How long videos are kept in `csta.inbox.done`; at most `csta.jobs.keep-for`. This applies to all watched folders. Default: they are not removed.")
        Optional<Duration> keepDoneFor();

        @Help(
                "How long videos are kept in `csta.inbox.failed`, with their `.error.json`; at most `csta.jobs.keep-for`. This applies to all watched folders. Default: they are not removed.")
        Optional<Duration> keepFailedFor();

        @Help(
                "How long summaries are kept in `csta.inbox.summaries`, with their `.summary.json`; at most `csta.jobs.keep-for`. This applies to all watched folders. Default: they are not removed.")
        Optional<Duration> keepSummariesFor();

        @Help("How long a file must be unchanged to count as complete.")
        @WithDefault("3S")
        Duration settle();

        @Help("How often to check the folder.")
        @WithDefault("1S")
        Duration poll();
    }

    /** A further watched folder. */
    interface Folder {

        @Help("Another watched folder, in addition to the inbox. `NAME` has lower-case letters, digits and hyphens.")
        Path path();

        @Help(
                "The folder for its summaries, with the same subfolders. Default: `folders/NAME/summaries` in `csta.data`.")
        Optional<Path> summaries();

        @Help(
                "What to do with a video afterwards: `move` it to `csta.folders.NAME.done` or `csta.folders.NAME.failed`, or `keep` it where it is. If unset, as `csta.inbox.after`.")
        Optional<After> after();

        @Help("The folder for its videos that were summarized. Default: `folders/NAME/done` in `csta.data`.")
        Optional<Path> done();

        @Help(
                "The folder for its videos that failed, each with an `.error.json` file. Default: `folders/NAME/failed` in `csta.data`.")
        Optional<Path> failed();

        @Help("The profile of its videos. Default: none.")
        Optional<String> profile();
    }

    /** What happens to a video when its job ends. */
    enum After {
        /** It is moved. */
        MOVE,
        /** It stays. */
        KEEP
    }

    /** The watched bucket. */
    interface S3 {

        @Help("The bucket to watch. Default: none; S3 is off.")
        Optional<String> bucket();

        @Help("The address of an S3-compatible server, for example `http://localhost:9000`. Default: AWS.")
        Optional<URI> endpoint();

        @Help("The region. Default: determined by the AWS SDK, or `us-east-1` if `csta.s3.endpoint` is set.")
        Optional<String> region();

        @Help(
                "Whether to put the bucket in the path instead of the host name. Default: `true` if `csta.s3.endpoint` is set.")
        Optional<Boolean> pathStyle();

        @Help("The key prefix of videos to summarize.")
        @WithDefault("incoming/")
        String incoming();

        @Help("The key prefix of summaries.")
        @WithDefault("summaries/")
        String summaries();

        @Help(
                "What to do with a video afterwards: `move` it to `csta.s3.done` or `csta.s3.failed`, or `keep` it where it is.")
        @WithDefault("move")
        After after();

        @Help("The key prefix of videos that were summarized.")
        @WithDefault("done/")
        String done();

        @Help("The key prefix of videos that failed; each has an `.error.json`.")
        @WithDefault("failed/")
        String failed();

        @Help("How often to check the bucket.")
        @WithDefault("10S")
        Duration poll();

        @Help("Files of at least this size are uploaded in parts of this size. Minimum: 5M.")
        @WithDefault("16M")
        @WithConverter(SizeConverter.class)
        MemorySize partSize();

        @Help("The maximum time without data on a connection.")
        @WithDefault("60S")
        Duration timeout();
    }

    /** A further watched bucket. */
    interface Bucket {

        @Help(
                "Another bucket to watch, in addition to `csta.s3.bucket`. `NAME` has lower-case letters, digits and hyphens.")
        String bucket();

        @Help("The address of its server. If unset, as `csta.s3.endpoint`.")
        Optional<URI> endpoint();

        @Help("Its region. If unset, as `csta.s3.region`.")
        Optional<String> region();

        @Help("Whether to put the bucket in the path instead of the host name. If unset, as `csta.s3.path-style`.")
        Optional<Boolean> pathStyle();

        @Help("The key prefix of its videos to summarize. If unset, as `csta.s3.incoming`.")
        Optional<String> incoming();

        @Help("The key prefix of its summaries. If unset, as `csta.s3.summaries`.")
        Optional<String> summaries();

        @Help(
                "What to do with a video afterwards: `move` it to `csta.buckets.NAME.done` or `csta.buckets.NAME.failed`, or `keep` it where it is. If unset, as `csta.s3.after`.")
        Optional<After> after();

        @Help("The key prefix of its videos that were summarized. If unset, as `csta.s3.done`.")
        Optional<String> done();

        @Help("The key prefix of its videos that failed; each has an `.error.json`. If unset, as `csta.s3.failed`.")
        Optional<String> failed();

        @Help("The profile of its videos. Default: none.")
        Optional<String> profile();
    }

    /** The API. */
    interface Http {

        @Help("The maximum size of a request, including the video. Larger requests get 413.")
        @WithDefault("32G")
        @WithConverter(SizeConverter.class)
        MemorySize maxUpload();

        @Help("The disk space to keep free. Uploads that would use it get 507.")
        @WithDefault("1G")
        @WithConverter(SizeConverter.class)
        MemorySize minFreeDisk();

        @Help("Hosts, with or without a port, to which callbacks may be sent. Default: none; callbacks are rejected.")
        Optional<List<String>> callbackHosts();

        @Help(
                "The secret that signs callbacks according to Standard Webhooks: `whsec_` and 24 to 64 bytes in Base64. Default: none; callbacks are not signed.")
        Optional<String> callbackSecret();

        @Help(
                "Host names, with or without a port, that requests may use in addition to `localhost`. Default: every host; loopback names only while the server binds to loopback.")
        Optional<List<String>> hosts();

        @Help("The maximum time that a request may wait for its summary.")
        @WithDefault("5M")
        Duration maxWait();
    }
}
