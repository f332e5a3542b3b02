package io.csta.service.s3;

import io.csta.service.config.BucketSettings;
import io.csta.service.config.ServiceConfig;
import java.time.Duration;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;

/** Creates S3 clients. The AWS SDK finds the credentials. */
final class S3Clients {

    private static final Duration LONGEST_CONNECTING = Duration.ofSeconds(10);

    /** The bytes per second below which an upload counts as stuck. */
    private static final long SLOWEST = 64 << 10;

    private S3Clients() {}

    static S3Client of(BucketSettings bucket, ServiceConfig.S3 config) {
        Duration silence = config.timeout();
        // The socket timeout only applies to reading. A request that cannot be sent needs its own limit.
        Duration sending = silence.plusSeconds(config.partSize().asLongValue() / SLOWEST);
        S3ClientBuilder builder = S3Client.builder()
                .httpClientBuilder(ApacheHttpClient.builder()
                        .socketTimeout(silence)
                        .connectionTimeout(silence.compareTo(LONGEST_CONNECTING) < 0 ? silence : LONGEST_CONNECTING))
                .overrideConfiguration(override -> override.apiCallAttemptTimeout(sending))
                .forcePathStyle(bucket.pathStyle());
        if (bucket.endpoint().isPresent()) {
            builder.endpointOverride(bucket.endpoint().get())
                    .region(bucket.region().map(Region::of).orElse(Region.US_EAST_1))
                    // Not every server supports the checksums that newer SDKs add by default.
                    .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                    .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED);
        } else {
            // Any region of AWS redirects to the region of a bucket.
            builder.crossRegionAccessEnabled(true)
                    .region(bucket.region().map(Region::of).orElseGet(S3Clients::regionOfThisMachine));
        }
        return builder.build();
    }

    private static Region regionOfThisMachine() {
        try {
            return DefaultAwsRegionProviderChain.builder().build().getRegion();
        } catch (SdkClientException thereIsNone) {
            return Region.US_EAST_1;
        }
    }
}
