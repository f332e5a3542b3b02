package io.csta.service.callback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.csta.CstaException;
import java.time.Instant;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookSignatureTest {

    /** Computed with the reference library for Python, standardwebhooks 1.0. */
    @ParameterizedTest
    @ValueSource(strings = {"whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"})
    void of_anExample_isTheSignatureOfTheReferenceLibrary(String secret) {
        String signature = WebhookSignature.of(secret)
                .of("msg_p5jXN8AQM9LWM0D4loKWxJek", Instant.ofEpochSecond(1_614_265_330), "{\"test\": 2432232314}");
        assertThat(signature).isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "whsec_", "whsec_MfKQ9r8GKYqr", "whsec_not base64, but a long text"})
    void of_whatIsNoSecret_isRefused_withoutShowingIt(String secret) {
        assertThatThrownBy(() -> WebhookSignature.of(secret))
                .isInstanceOf(CstaException.class)
                .hasMessageContaining("csta.http.callback-secret is invalid; use whsec_ and 24 to 64 random bytes")
                .message()
                .doesNotContain("MfKQ", "long text");
    }

    @Test
    void of_aSecretThatIsTooLong_isRefused() {
        String secret = Base64.getEncoder().encodeToString(new byte[65]);
        assertThatThrownBy(() -> WebhookSignature.of(secret)).isInstanceOf(CstaException.class);
    }
}
