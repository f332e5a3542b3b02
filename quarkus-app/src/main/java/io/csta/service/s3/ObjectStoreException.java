package io.csta.service.s3;

import io.csta.CstaException;
import io.csta.service.config.BucketSettings;
import java.util.Set;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/** A request to the object store failed. */
public final class ObjectStoreException extends CstaException {

    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;

    /** Statuses that repeating the request cannot change: the server rejects the key, or does not support the operation. */
    private static final Set<Integer> NEVER = Set.of(400, 405, 411, 414, 501);

    private final boolean isRefusal;

    private ObjectStoreException(String message, SdkException cause, boolean isRefusal) {
        super(message, cause);
        this.isRefusal = isRefusal;
    }

    /** Explains a failure. The same failure always gives the same message. */
    static ObjectStoreException of(BucketSettings settings, SdkException e) {
        String bucket = settings.bucket();
        if (!(e instanceof AwsServiceException answer)) {
            return new ObjectStoreException(
                    "the bucket %s cannot be reached: %s".formatted(bucket, reason(e)), e, false);
        }
        AwsErrorDetails details = answer.awsErrorDetails();
        String code = details == null || details.errorCode() == null ? "" : " " + details.errorCode();
        String words = details == null || details.errorMessage() == null ? "" : ": " + details.errorMessage();
        String remedy =
                switch (answer.statusCode()) {
                    case FORBIDDEN -> "; check the credentials and their permissions";
                    case NOT_FOUND ->
                        "; check %s, %s and %s"
                                .formatted(
                                        settings.option("bucket"),
                                        settings.option("endpoint"),
                                        settings.option("region"));
                    default -> "";
                };
        return new ObjectStoreException(
                "the bucket %s responded with %d%s%s%s".formatted(bucket, answer.statusCode(), code, words, remedy),
                e,
                NEVER.contains(answer.statusCode()));
    }

    private static String reason(SdkException e) {
        String message = String.valueOf(e.getMessage());
        if (message.startsWith("Unable to load credentials")) {
            return "no credentials found; set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or use another source of"
                    + " credentials that the AWS SDK supports";
        }
        return message.replace("Unable to execute HTTP request: ", "").replaceAll(" \\(SDK [^)]*\\)", "");
    }

    /** Whether the same request will always fail. */
    boolean isRefusal() {
        return isRefusal;
    }
}
