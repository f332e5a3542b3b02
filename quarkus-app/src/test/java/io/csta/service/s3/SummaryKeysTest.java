package io.csta.service.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.csta.CstaException;
import io.csta.service.config.BucketSettings;
import io.csta.service.config.Options;
import io.csta.service.jobs.Job;
import io.csta.service.jobs.JobId;
import io.csta.service.jobs.JobRequest;
import io.csta.service.jobs.Jobs;
import io.csta.service.jobs.Source;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SummaryKeysTest {

    @TempDir
    Path folder;

    private static List<BucketSettings> buckets(String options) {
        return BucketSettings.of(Options.of(Options.parse(options)));
    }

    private static Job submit(Jobs jobs, Source.Bucket source) {
        return jobs.submit(
                        JobId.ofObject(source.bucket(), source.key(), source.etag()),
                        source,
                        JobRequest.DEFAULTS,
                        Optional.empty(),
                        job -> job.resolve("video.summary.mp4"))
                .job();
    }

    @Test
    void summary_ifAnotherBucketHasAVideoOfThatName_isNotRenamed() {
        Jobs jobs = new Jobs(Options.of(Map.of("csta.data", folder.toString())));
        Source.Bucket old = new Source.Bucket(Optional.of("archive"), "old", "incoming/a.mp4", "e", 7, 8);
        submit(jobs, new Source.Bucket(Optional.empty(), "videos", "incoming/a.mov", "e", 7, 8));
        Job job = submit(jobs, old);
        SummaryKeys keys =
                new SummaryKeys(buckets("csta.buckets.archive.bucket=old").get(0));

        assertThat(keys.summary(job, old, jobs.all(), key -> Optional.empty())).isEqualTo("summaries/a.summary.mp4");

        submit(jobs, new Source.Bucket(Optional.of("archive"), "old", "incoming/a.mov", "e", 7, 8));
        Job other = submit(jobs, new Source.Bucket(Optional.of("archive"), "old", "incoming/a.mkv", "e", 7, 8));
        assertThat(keys.summary(other, BucketSource.source(other), jobs.all(), key -> Optional.empty()))
                .matches("summaries/a-[0-9a-f]{8}\\.summary\\.mp4");
    }

    @Test
    void check_prefixesThatOverlap_namesTheOptionsOfTheBucket() {
        assertThatThrownBy(() -> new SummaryKeys(buckets("csta.s3.bucket=b csta.s3.done=incoming/")
                                .get(0))
                        .check())
                .isInstanceOf(CstaException.class)
                .hasMessage("objects moved to csta.s3.done=incoming/ or csta.s3.failed=failed/ would arrive in"
                        + " csta.s3.incoming=incoming/ again; choose other prefixes, or csta.s3.after=keep");
        assertThatThrownBy(() -> new SummaryKeys(buckets("csta.buckets.x.bucket=b csta.buckets.x.done=in")
                                .get(0))
                        .check())
                .hasMessageStartingWith("objects moved to csta.buckets.x.done=in or csta.buckets.x.failed=failed/");
    }
}
