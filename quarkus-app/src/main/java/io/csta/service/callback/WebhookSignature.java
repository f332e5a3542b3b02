package io.csta.service.callback;

import io.csta.service.config.CallbackSecret;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs callbacks as the specification Standard Webhooks 1.0 describes, so that recipients can verify them with existing
 * libraries. Thread-safe.
 *
 * @see <a href="https://www.standardwebhooks.com/">Standard Webhooks</a>
 */
final class WebhookSignature {

    private static final String ALGORITHM = "HmacSHA256";

    private final SecretKeySpec key;

    private WebhookSignature(byte[] key) {
        this.key = new SecretKeySpec(key, ALGORITHM);
    }

    /**
     * Signs with a secret.
     *
     * @param secret as {@link CallbackSecret} reads it
     */
    static WebhookSignature of(String secret) {
        return new WebhookSignature(CallbackSecret.read(secret));
    }

    /**
     * The value of the header {@code webhook-signature}.
     *
     * @param id the id of the delivery
     * @param time the time of the attempt
     * @param body the body, as sent
     */
    String of(String id, Instant time, String body) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            byte[] signed = String.join(".", id, Long.toString(time.getEpochSecond()), body)
                    .getBytes(StandardCharsets.UTF_8);
            return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(signed));
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
        }
    }
}
