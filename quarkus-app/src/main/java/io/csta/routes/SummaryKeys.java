package io.csta.routes;

import io.csta.CstaException;
import io.csta.FileNames;
import io.csta.config.ServiceConfig;
import io.csta.config.ServiceConfig.After;
import io.csta.jobs.Job;
import io.csta.jobs.JobId;
import io.csta.jobs.Source;
import java.util.Collection;

/** Which keys belong to the key of a video. */
final class SummaryKeys {

    private static final String SUMMARY = ".summary.mp4";
    private static final int TAIL = 8;

    private final ServiceConfig.S3 config;

    SummaryKeys(ServiceConfig.S3 config) {
        this.config = config;
    }

    /**
     * Checks whether what the service puts into the bucket stays apart from what it finds there.
     *
     * @throws CstaException if it would be found again
     */
    void check() {
        if (config.after() == After.MOVE
                && (config.incoming().startsWith(config.done())
                        || config.incoming().startsWith(config.failed()))) {
            throw new CstaException(
                    "what is moved to csta.s3.done=%s and csta.s3.failed=%s would be in csta.s3.incoming=%s"
                                    .formatted(config.done(), config.failed(), config.incoming())
                            + " again: choose other prefixes, or csta.s3.after=keep");
        }
    }

    /** What follows the prefix of videos. */
    String relative(String key) {
        return key.startsWith(config.incoming())
                ? key.substring(config.incoming().length())
                : key;
    }

    /** What follows the last slash. */
    static String name(String key) {
        return key.substring(key.lastIndexOf('/') + 1);
    }

    /** Whether a key belongs to what the service itself puts into the bucket, inside of what it watches. */
    boolean isElsewhere(String key) {
        return isElsewhere(key, config.summaries())
                || isElsewhere(key, config.done())
                || isElsewhere(key, config.failed());
    }

    private boolean isElsewhere(String key, String prefix) {
        return !prefix.equals(config.incoming()) && prefix.startsWith(config.incoming()) && key.startsWith(prefix);
    }

    /**
     * The key of the summary of a video: {@code NAME.summary.mp4} in the same sub-folder. Where an earlier video has that
     * one, {@code a.mov} beside {@code a.mp4}, some digits tell them apart.
     */
    String summary(Job job, Collection<Job> all) {
        Source.Bucket source = (Source.Bucket) job.source();
        String plain = plainSummary(source.key());
        boolean isTaken = all.stream()
                .filter(other -> other.created().isBefore(job.created()))
                .anyMatch(other -> other.source() instanceof Source.Bucket taker
                        && !taker.key().equals(source.key())
                        && plainSummary(taker.key()).equals(plain));
        if (!isTaken) {
            return plain;
        }
        String digits = JobId.ofObject(source.bucket(), source.key(), "").substring(0, TAIL);
        return plain.substring(0, plain.length() - SUMMARY.length()) + "-" + digits + SUMMARY;
    }

    private String plainSummary(String key) {
        String own = relative(key);
        String name = name(own);
        String base = name.substring(0, name.length() - FileNames.ending(name).length());
        String folder = own.substring(0, own.length() - name.length());
        // Keys may be of any length, but not with servers that keep them as files.
        return config.summaries() + folder + FileNames.withEnding(base, SUMMARY);
    }

    /** The key of what is written about a summary. */
    static String json(String summary) {
        return summary.replaceFirst("mp4$", "json");
    }
}
