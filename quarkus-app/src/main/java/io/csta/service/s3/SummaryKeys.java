package io.csta.service.s3;

import io.csta.CstaException;
import io.csta.FileNames;
import io.csta.service.config.BucketSettings;
import io.csta.service.jobs.Job;
import io.csta.service.jobs.JobId;
import io.csta.service.jobs.Source;
import java.util.Collection;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** The keys that belong to the key of a video. */
final class SummaryKeys {

    private static final int TAIL = 8;

    private final BucketSettings config;

    SummaryKeys(BucketSettings config) {
        this.config = config;
    }

    /**
     * Checks that moved objects are not picked up again.
     *
     * @throws CstaException if they would be
     */
    void check() {
        if (config.isMoving()
                && (config.incoming().startsWith(config.done())
                        || config.incoming().startsWith(config.failed()))) {
            throw new CstaException(
                    "objects moved to %s=%s or %s=%s would arrive in %s=%s again; choose other prefixes, or %s=keep"
                            .formatted(
                                    config.option("done"),
                                    config.done(),
                                    config.option("failed"),
                                    config.failed(),
                                    config.option("incoming"),
                                    config.incoming(),
                                    config.option("after")));
        }
    }

    /** The key without the prefix of videos. */
    String relative(String key) {
        return key.startsWith(config.incoming())
                ? key.substring(config.incoming().length())
                : key;
    }

    /** The part after the last slash. */
    static String name(String key) {
        return key.substring(key.lastIndexOf('/') + 1);
    }

    /** The prefix in which the service stores objects, and a key is; empty if it is elsewhere. */
    Optional<String> reserved(String key) {
        return Stream.of(config.summaries(), config.done(), config.failed())
                .filter(prefix -> !prefix.isEmpty() && key.startsWith(prefix))
                .filter(prefix -> !(config.incoming().startsWith(prefix) && key.startsWith(config.incoming())))
                .findFirst();
    }

    /** Whether a key below the watched prefix belongs to an object that the service stored. */
    boolean isElsewhere(String key) {
        return isElsewhere(key, config.summaries())
                || isElsewhere(key, config.done())
                || isElsewhere(key, config.failed());
    }

    private boolean isElsewhere(String key, String prefix) {
        return !prefix.equals(config.incoming()) && prefix.startsWith(config.incoming()) && key.startsWith(prefix);
    }

    /**
     * The key of the summary of a video: {@code NAME.summary.mp4} in the same subfolder. If another video has that key,
     * as {@code a.mov} beside {@code a.mp4}, digits are added. That is the video of the summary that is stored, whose job may
     * have been removed, or otherwise of an earlier job.
     *
     * @param stored returns the key of the video that the summary with this key was created from, if it is stored
     */
    String summary(Job job, Source.Bucket source, Collection<Job> all, Function<String, Optional<String>> stored) {
        String plain = plainSummary(source.key());
        boolean isTaken = stored.apply(plain)
                .map(video -> !video.equals(source.key()))
                .orElseGet(() -> isTaken(plain, job, source, all));
        if (!isTaken) {
            return plain;
        }
        String digits = JobId.ofObject(source.bucket(), source.key(), "").substring(0, TAIL);
        return FileNames.stem(FileNames.stem(plain)) + "-" + digits + FileNames.SUMMARY;
    }

    private boolean isTaken(String plain, Job job, Source.Bucket source, Collection<Job> all) {
        return all.stream()
                .filter(other -> other.created().isBefore(job.created()))
                .flatMap(other -> other.source().as(Source.Bucket.class).stream())
                .anyMatch(taker -> taker.bucket().equals(source.bucket())
                        && !taker.key().equals(source.key())
                        && plainSummary(taker.key()).equals(plain));
    }

    private String plainSummary(String key) {
        String own = relative(key);
        String name = name(own);
        String base = name.substring(0, name.length() - FileNames.ending(name).length());
        String folder = own.substring(0, own.length() - name.length());
        // Some servers store objects as files, whose names are limited.
        return config.summaries() + folder + FileNames.withEnding(base, FileNames.SUMMARY);
    }

    /** The key of the JSON of a summary. */
    static String json(String summary) {
        return FileNames.json(summary);
    }
}
