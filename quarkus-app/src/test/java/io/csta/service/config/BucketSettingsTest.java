package io.csta.service.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.csta.CstaException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BucketSettingsTest {

    private static List<BucketSettings> buckets(String options) {
        return BucketSettings.of(Options.of(Options.parse(options)));
    }

    @Test
    void of_noBucket_isEmpty() {
        assertThat(BucketSettings.of(Options.of(Map.of()))).isEmpty();
    }

    @Test
    void of_aNamedBucket_hasTheDefaultsOfS3() {
        assertThat(buckets("csta.s3.bucket=videos csta.buckets.archive.bucket=old"))
                .containsExactly(
                        new BucketSettings(
                                Optional.empty(),
                                "videos",
                                Optional.empty(),
                                Optional.empty(),
                                false,
                                "incoming/",
                                "summaries/",
                                true,
                                "done/",
                                "failed/"),
                        new BucketSettings(
                                Optional.of("archive"),
                                "old",
                                Optional.empty(),
                                Optional.empty(),
                                false,
                                "incoming/",
                                "summaries/",
                                true,
                                "done/",
                                "failed/"));
    }

    @Test
    void of_aNamedBucket_takesWhatIsNotSetFromS3_alsoWithoutABucketThere() {
        assertThat(buckets("csta.s3.endpoint=http://a:1 csta.s3.region=eu csta.s3.path-style=false csta.s3.after=keep"
                        + " csta.s3.incoming=in/ csta.buckets.archive.bucket=old csta.buckets.archive.incoming=new/"))
                .containsExactly(new BucketSettings(
                        Optional.of("archive"),
                        "old",
                        Optional.of(URI.create("http://a:1")),
                        Optional.of("eu"),
                        false,
                        "new/",
                        "summaries/",
                        false,
                        "done/",
                        "failed/"));
    }

    @Test
    void of_aNamedBucket_hasItsOwnOptions() {
        assertThat(buckets("csta.s3.after=keep csta.buckets.archive.bucket=old csta.buckets.archive.endpoint=http://b:2"
                        + " csta.buckets.archive.region=us csta.buckets.archive.after=move csta.buckets.archive.done=d/"
                        + " csta.buckets.archive.failed=f/ csta.buckets.archive.summaries=s/"))
                .containsExactly(new BucketSettings(
                        Optional.of("archive"),
                        "old",
                        Optional.of(URI.create("http://b:2")),
                        Optional.of("us"),
                        true,
                        "incoming/",
                        "s/",
                        true,
                        "d/",
                        "f/"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "csta.s3.bucket=a csta.buckets.x.bucket=a|csta.s3.bucket and csta.buckets.x.bucket are both 'a'; configure each bucket once",
                "csta.buckets.x.bucket=a csta.buckets.y.bucket=a|csta.buckets.x.bucket and csta.buckets.y.bucket are both 'a'"
            })
    void check_oneBucketTwice_isRefused(String options, String message) {
        assertThatThrownBy(() -> OptionCheck.validate(Options.of(Options.parse(options))))
                .isInstanceOf(CstaException.class)
                .hasMessageStartingWith(message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"A", "a_b", "a.b"})
    void check_anInvalidName_isRefused(String name) {
        assertThatThrownBy(() -> OptionCheck.validate(
                        Options.of(Map.of("csta.buckets.\"%s\".bucket".formatted(name), "videos"))))
                .isInstanceOf(CstaException.class)
                .hasMessage("csta.buckets.%1$s: the name '%1$s' is invalid; use lower-case letters, digits and hyphens"
                        .formatted(name));
    }
}
