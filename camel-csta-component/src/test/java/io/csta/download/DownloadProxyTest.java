package io.csta.download;

import static io.csta.download.Site.CONTENT;
import static io.csta.download.Site.LENGTH;
import static io.csta.download.Site.NAME;
import static io.csta.download.Site.PATIENCE;
import static io.csta.download.Site.TAG;
import static io.csta.download.Site.assertFails;
import static io.csta.download.Site.honest;
import static org.assertj.core.api.Assertions.assertThat;

import io.csta.testing.RawProxy;
import io.csta.testing.RawServer;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DownloadProxyTest {

    @TempDir
    Path folder;

    private Site site;
    private RawServer origin;
    private RawServer proxy;

    @BeforeEach
    void start() {
        site = new Site(folder);
        origin = RawServer.start(honest(CONTENT, TAG));
        proxy = RawServer.start(RawProxy.open());
    }

    @AfterEach
    void stop() {
        proxy.close();
        origin.close();
    }

    @ParameterizedTest
    @CsvSource({
        "http_proxy,http://127.0.0.1:%d",
        "HTTP_PROXY,http://localhost:%d/",
        "all_proxy,127.0.0.1:%d",
        "ALL_PROXY,' http://127.0.0.1:%d '"
    })
    void fetch_withAProxyInTheEnvironment_goesThroughIt(String variable, String value) throws IOException {
        fetch(Map.of(variable, value.formatted(proxy.port())));
        assertThat(proxy.requests())
                .extracting(RawServer.Request::target)
                .containsExactly(origin.uri("/" + NAME).toString());
        assertThat(origin.requests()).hasSize(1);
        site.assertComplete();
    }

    @Test
    void fetch_resumedThroughAProxy_asksForTheRest() throws IOException {
        site.leave(CONTENT, LENGTH / 2, TAG);
        fetch(Map.of("http_proxy", "127.0.0.1:" + proxy.port()));
        assertThat(origin.requests().get(0).header("Range")).contains("bytes=%d-".formatted(LENGTH / 2));
        site.assertComplete();
    }

    @Test
    void fetch_whereThereAreTwo_goesThroughTheOneOfTheScheme() throws IOException {
        fetch(Map.of("all_proxy", "127.0.0.1:1", "http_proxy", "127.0.0.1:" + proxy.port(), "https_proxy", "x:2"));
        assertThat(proxy.requests()).hasSize(1);
        site.assertComplete();
    }

    @ParameterizedTest
    @CsvSource({
        "no_proxy,127.0.0.1",
        "NO_PROXY,'example.com, 127.0.0.0/8'",
        "no_proxy,*",
        "https_proxy,127.0.0.1:1",
        "http_proxy,''"
    })
    void fetch_whereNoProxyIsMeant_goesStraight(String variable, String value) throws IOException {
        boolean isExcepted = variable.equalsIgnoreCase("no_proxy");
        fetch(isExcepted ? Map.of(variable, value, "http_proxy", "127.0.0.1:1") : Map.of(variable, value));
        assertThat(origin.requests()).hasSize(1);
        site.assertComplete();
    }

    @Test
    void fetch_withANameAndAPassword_showsThemToTheProxyOnly() throws IOException {
        String expected = "Basic " + Base64.getEncoder().encodeToString("me:s3cr@t+".getBytes(StandardCharsets.UTF_8));
        try (RawServer closed = RawServer.start(RawProxy.closed(expected))) {
            fetch(Map.of("http_proxy", "http://me:s3cr%40t+@127.0.0.1:" + closed.port()));
            assertThat(closed.requests()).hasSize(1);
        }
        assertThat(origin.requests().get(0).header("Proxy-Authorization")).isEmpty();
        site.assertComplete();
    }

    @Test
    void fetch_redirectedPastTheProxy_showsThemToNobodyElse() throws IOException {
        RawServer.Behaviour moved = Site.answering(
                "302 Found", new byte[0], "Location: http://localhost:%d/%s".formatted(origin.port(), NAME));
        try (RawServer redirecting = RawServer.start(moved)) {
            site.download(
                            redirecting.uri("/x"),
                            PATIENCE,
                            Map.of("http_proxy", "http://me:secret@127.0.0.1:" + proxy.port(), "no_proxy", "localhost"))
                    .fetch(new Site.Log());
        }
        assertThat(proxy.requests()).hasSize(1);
        assertThat(origin.requests().get(0).header("Proxy-Authorization")).isEmpty();
        site.assertComplete();
    }

    @Test
    void fetch_withANameAndAPasswordButWithoutTheProxy_showsThemToNobody() throws IOException {
        fetch(Map.of("http_proxy", "http://me:secret@127.0.0.1:1", "no_proxy", "127.0.0.1"));
        assertThat(origin.requests().get(0).header("Proxy-Authorization")).isEmpty();
    }

    @Test
    void fetch_withoutThePasswordThatTheProxyWants_failsAtOnceAndSaysHowToGiveIt() {
        try (RawServer closed = RawServer.start(RawProxy.closed("Basic x"))) {
            assertFails(download(Map.of("http_proxy", "127.0.0.1:" + closed.port())))
                    .hasMessageContaining("http_proxy")
                    .hasMessageContaining("http://NAME:PASSWORD@HOST:PORT");
            assertThat(closed.requests()).hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"socks5://me:secret@127.0.0.1:1080", "https://127.0.0.1:1", "http://me:secret#@h:1", "http://"})
    void fetch_withAProxyOfAnotherKind_namesTheVariableButNoPassword(String value) {
        assertFails(download(Map.of("all_proxy", value)))
                .hasMessageContaining("all_proxy")
                .hasMessageContaining("http://HOST:PORT")
                .hasMessageNotContaining("secret");
        assertThat(origin.requests()).isEmpty();
    }

    @Test
    void fetch_whenTheProxyIsGone_namesIt() {
        int port = Refusal.uri().getPort();
        assertFails(download(Map.of("http_proxy", "http://me:secret@127.0.0.1:" + port)))
                .hasMessageContaining("through the proxy 127.0.0.1:" + port)
                .hasMessageContaining("cannot connect")
                .hasMessageNotContaining("secret");
        assertThat(origin.requests()).isEmpty();
    }

    @Test
    void fetch_withAProxyInJavasProperties_goesThroughIt() throws IOException {
        withProperties(
                Map.of(
                        "http.proxyHost",
                        "127.0.0.1",
                        "http.proxyPort",
                        Integer.toString(proxy.port()),
                        "http.nonProxyHosts",
                        ""),
                () -> fetch(Map.of()));
        assertThat(proxy.requests()).hasSize(1);
        site.assertComplete();
    }

    private static void withProperties(Map<String, String> properties, Runnable work) {
        Properties before = (Properties) System.getProperties().clone();
        try {
            System.getProperties().putAll(properties);
            work.run();
        } finally {
            System.setProperties(before);
        }
    }

    private void fetch(Map<String, String> environment) {
        download(environment).fetch(new Site.Log());
    }

    private Download download(Map<String, String> environment) {
        URI source = origin.uri("/" + NAME);
        return site.download(source, PATIENCE, environment);
    }
}
