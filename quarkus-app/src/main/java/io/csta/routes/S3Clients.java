package io.csta.routes;

import io.csta.config.ServiceConfig;
import java.time.Duration;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;

/** Makes clients of S3. Credentials are looked for by the AWS SDK, in all places that it knows. */
final class S3Clients {

    private static final Duration LONGEST_CONNECTING = Duration.ofSeconds(10);

    /** Below so many bytes a second, an upload counts as stuck. */
    private static final long SLOWEST = 64 << 10;

    private S3Clients() {}

    static S3Client of(ServiceConfig.S3 config) {
        Duration silence = config.timeout();
        // Silence is only noticed where an answer is waited for. What cannot be sent would be waited for in vain.
        Duration sending = silence.plusSeconds(config.partSize().asLongValue() / SLOWEST);
        S3ClientBuilder builder = S3Client.builder()
                .httpClientBuilder(ApacheHttpClient.builder()
                        .socketTimeout(silence)
                        .connectionTimeout(silence.compareTo(LONGEST_CONNECTING) < 0 ? silence : LONGEST_CONNECTING))
                .overrideConfiguration(override -> override.apiCallAttemptTimeout(sending))
                .forcePathStyle(config.pathStyle().orElse(config.endpoint().isPresent()));
        if (config.endpoint().isPresent()) {
            builder.endpointOverride(config.endpoint().get())
                    .region(config.region().map(Region::of).orElse(Region.US_EAST_1))
                    // Not every server knows the checksums that newer SDKs add on their own.
                    .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                    .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED);
        } else {
            // AWS tells in which region a bucket is, whichever one is asked.
            builder.crossRegionAccessEnabled(true)
                    .region(config.region().map(Region::of).orElseGet(S3Clients::regionOfThisMachine));
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
