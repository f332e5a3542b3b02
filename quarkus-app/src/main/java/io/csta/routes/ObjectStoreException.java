package io.csta.routes;

import io.csta.CstaException;
import java.util.Set;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/** The object store did not do what it was asked to. */
public final class ObjectStoreException extends CstaException {

    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;

    /** What a server answers that will never do this: the key is not to its taste, or it cannot do such things. */
    private static final Set<Integer> NEVER = Set.of(400, 405, 411, 414, 501);

    private final boolean isRefusal;

    private ObjectStoreException(String message, SdkException cause, boolean isRefusal) {
        super(message, cause);
        this.isRefusal = isRefusal;
    }

    /** Explains what came of a request, in words that are the same whenever that comes of it. */
    static ObjectStoreException of(String bucket, SdkException e) {
        if (!(e instanceof AwsServiceException answer)) {
            return new ObjectStoreException(
                    "the bucket %s cannot be reached: %s".formatted(bucket, reason(e)), e, false);
        }
        AwsErrorDetails details = answer.awsErrorDetails();
        String code = details == null || details.errorCode() == null ? "" : " " + details.errorCode();
        String words = details == null || details.errorMessage() == null ? "" : ": " + details.errorMessage();
        String remedy =
                switch (answer.statusCode()) {
                    case FORBIDDEN -> "; check the credentials, and what they allow";
                    case NOT_FOUND -> "; check csta.s3.bucket, csta.s3.endpoint and csta.s3.region";
                    default -> "";
                };
        return new ObjectStoreException(
                "the bucket %s answers %d%s%s%s".formatted(bucket, answer.statusCode(), code, words, remedy),
                e,
                NEVER.contains(answer.statusCode()));
    }

    private static String reason(SdkException e) {
        String message = String.valueOf(e.getMessage());
        if (message.startsWith("Unable to load credentials")) {
            return "there are no credentials; set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or another of the places"
                    + " where the AWS SDK looks";
        }
        return message.replace("Unable to execute HTTP request: ", "").replaceAll(" \\(SDK [^)]*\\)", "");
    }

    /** Whether the same request will never be answered otherwise. */
    boolean isRefusal() {
        return isRefusal;
    }
}
