package io.csta.service.config;

import io.csta.CstaException;
import java.util.Base64;

/** The secret that signs callbacks, as Standard Webhooks specifies it. */
public final class CallbackSecret {

    private static final String PREFIX = "whsec_";
    private static final int SHORTEST = 24;
    private static final int LONGEST = 64;

    private CallbackSecret() {}

    /**
     * Reads a secret: 24 to 64 bytes in Base64, after {@code whsec_} or alone.
     *
     * @throws CstaException if it is not one; the message does not contain it
     */
    public static byte[] read(String secret) {
        String encoded = secret.startsWith(PREFIX) ? secret.substring(PREFIX.length()) : secret;
        try {
            byte[] key = Base64.getDecoder().decode(encoded);
            if (key.length >= SHORTEST && key.length <= LONGEST) {
                return key;
            }
        } catch (IllegalArgumentException e) {
            // reported below, without the secret
        }
        throw new CstaException(
                "csta.http.callback-secret is invalid; use %s and %d to %d random bytes in Base64, as 'openssl rand -base64 32' prints them"
                        .formatted(PREFIX, SHORTEST, LONGEST));
    }
}
