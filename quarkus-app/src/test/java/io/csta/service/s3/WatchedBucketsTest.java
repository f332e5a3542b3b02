package io.csta.service.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.csta.CstaException;
import io.csta.service.config.Options;
import io.csta.service.config.ServiceConfig;
import io.csta.service.jobs.Cancellation;
import io.csta.service.jobs.Job;
import io.csta.service.jobs.JobRequest;
import io.csta.service.jobs.Jobs;
import io.csta.service.jobs.Source;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.exception.SdkClientException;

class WatchedBucketsTest {

    @TempDir
    Path folder;

    private ServiceConfig config(String options) {
        Map<String, String> all = new HashMap<>(Options.parse(options));
        all.put("csta.data", folder.toString());
        all.put("csta.s3.endpoint", "http://127.0.0.1:9");
        return Options.of(all);
    }

    private WatchedBuckets buckets(String options) {
        ServiceConfig config = config(options);
        return new WatchedBuckets(config, new Jobs(config), new DefaultCamelContext().createProducerTemplate());
    }

    @Test
    void all_haveRoutesNamedAfterThem() {
        WatchedBuckets buckets = buckets("csta.s3.bucket=videos csta.buckets.archive.bucket=old");
        assertThat(buckets.all())
                .extracting(BucketPoller::routes)
                .containsExactly(
                        new BucketRoutes("bucket", "s3-download", "s3-upload"),
                        new BucketRoutes("bucket-archive", "s3-download-archive", "s3-upload-archive"));
        assertThat(buckets.names()).containsExactly("archive");
        assertThat(buckets.find(Optional.empty()).orElseThrow().store().name()).isEqualTo("videos");
        assertThat(buckets.find(Optional.of("archive")).orElseThrow().store().name())
                .isEqualTo("old");
        assertThat(buckets.find(Optional.of("old"))).isEmpty();
        buckets.close();
    }

    @Test
    void job_ofABucketThatWasRemoved_fails_withoutAnyRequest() {
        Jobs jobs = new Jobs(config("csta.s3.poll=1S"));
        Source.Bucket source = new Source.Bucket(Optional.of("archive"), "old", "incoming/a.mp4", "e", 7, 8);
        Job job = jobs.submit("0".repeat(32), source, JobRequest.DEFAULTS, Optional.empty(), any -> any.resolve("a"))
                .job();
        WatchedBuckets buckets = buckets("csta.s3.bucket=videos");

        assertThatThrownBy(() -> buckets.input(job, new Cancellation()))
                .isInstanceOf(CstaException.class)
                .isNotInstanceOf(ObjectStoreException.class)
                .hasMessage("the bucket old is no longer configured;"
                        + " add it with csta.s3.bucket or csta.buckets, or submit the video again");
        assertThatCode(() -> buckets.release(jobs.cancel(job.id()).orElseThrow()))
                .doesNotThrowAnyException();
        buckets.close();
    }

    @Test
    void outage_concernsTheBucketOfTheJob() {
        Jobs jobs = new Jobs(config("csta.s3.poll=1S"));
        Source.Bucket source = new Source.Bucket(Optional.of("archive"), "old", "incoming/a.mp4", "e", 7, 8);
        Job job = jobs.submit("0".repeat(32), source, JobRequest.DEFAULTS, Optional.empty(), any -> any.resolve("a"))
                .job();
        WatchedBuckets unreachable = buckets("csta.buckets.archive.bucket=old csta.s3.timeout=1S");
        BucketPoller archive = unreachable.find(Optional.of("archive")).orElseThrow();
        RuntimeException failure = archive.store().failure(SdkClientException.create("refused"));

        assertThat(unreachable.isOutage(job, failure)).isTrue();
        assertThat(buckets("csta.s3.bucket=videos").isOutage(job, failure)).isFalse();
        unreachable.close();
    }

    @Test
    void check_aPartSizeBelowTheLeast_isRefused() {
        assertThatThrownBy(() ->
                        buckets("csta.buckets.a.bucket=b csta.s3.part-size=1M").check())
                .isInstanceOf(CstaException.class)
                .hasMessageStartingWith("csta.s3.part-size is below 5M");
        assertThatCode(() -> buckets("csta.s3.part-size=1M").check()).doesNotThrowAnyException();
    }
}
