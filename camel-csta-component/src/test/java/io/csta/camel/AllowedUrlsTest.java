package io.csta.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AllowedUrlsTest {

    private final AllowedUrls allowed = AllowedUrls.of("https://media.example/videos, http://localhost:8080/");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://media.example/videos/a.mp4",
                "https://media.example:443/videos/b/c.mp4?key=1",
                "HTTPS://MEDIA.example/videos",
                "http://localhost:8080/any/thing"
            })
    void require_beneathAPrefix_isAllowed(String url) {
        assertThat(allowed.require(url)).hasToString(url);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://media.example/videos-private/a.mp4",
                "https://media.example.evil.com/videos/a.mp4",
                "https://media.example@evil.com/videos/a.mp4",
                "https://user:secret@media.example/videos/a.mp4",
                "http://media.example/videos/a.mp4",
                "https://media.example:8443/videos/a.mp4",
                "https://media.example/videos/../private/a.mp4",
                "https://media.example/videos/%2e%2e/private/a.mp4",
                "https://media.example/videos/..;/private/a.mp4",
                "https://media.example/videos/..;x=1/private/a.mp4",
                "https://media.example/videos/..%3b/private/a.mp4",
                "https://media.example/videos/..%2fprivate/a.mp4",
                "https://media.example/videos/%252e%252e/private/a.mp4",
                "https://media.example/Videos/a.mp4",
                "file:///etc/passwd",
                "file:/etc/passwd",
                "ftp://media.example/videos/a.mp4",
                "https:///videos/a.mp4",
                "https://media.example/vi deos/a.mp4"
            })
    void require_anythingElse_isRefused(String url) {
        assertThat(AllowedUrls.isUrl(url)).isTrue();
        assertThatThrownBy(() -> allowed.require(url))
                .isInstanceOf(CstaInputException.class)
                .hasMessageContaining("allowedUrls")
                .hasMessageNotContaining("secret");
    }

    @Test
    void of_nothing_allowsNothing() {
        assertThatThrownBy(() -> AllowedUrls.of(null).require("https://media.example/a.mp4"))
                .isInstanceOf(CstaInputException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/videos/a.mp4", "a.mp4", "C:\\videos\\a.mp4", "../a:b/c.mp4", "a/b://c"})
    void isUrl_ofAPath_isFalse(String path) {
        assertThat(AllowedUrls.isUrl(path)).isFalse();
    }
}
