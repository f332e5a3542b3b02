package io.csta.download;

import static io.csta.download.Site.CONTENT;
import static io.csta.download.Site.LENGTH;
import static io.csta.download.Site.NAME;
import static io.csta.download.Site.PATIENCE;
import static io.csta.download.Site.TAG;
import static io.csta.download.Site.assertFails;
import static io.csta.download.Site.honest;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.csta.testing.RawProxy;
import io.csta.testing.RawServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Map;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Over {@code https}, from a server with a certificate of its own. */
class DownloadSecureTest {

    private static final char[] PASSWORD = "password".toCharArray();

    @TempDir
    static Path keys;

    @TempDir
    Path folder;

    private static SSLContext trusting;
    private Site site;
    private HttpsServer origin;

    @BeforeAll
    static void makeCertificate() throws IOException, InterruptedException, GeneralSecurityException {
        Path store = keys.resolve("keys.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "san=dns:localhost,ip:127.0.0.1",
                        "-storepass",
                        new String(PASSWORD),
                        "-keystore",
                        store.toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(keytool.waitFor()).as(said).isZero();
        KeyStore loaded = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            loaded.load(in, PASSWORD);
        }
        KeyManagerFactory own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        own.init(loaded, PASSWORD);
        TrustManagerFactory trusted = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trusted.init(loaded);
        trusting = SSLContext.getInstance("TLS");
        trusting.init(own.getKeyManagers(), trusted.getTrustManagers(), null);
    }

    @BeforeEach
    void start() throws IOException {
        site = new Site(folder);
        origin = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        origin.setHttpsConfigurator(new HttpsConfigurator(trusting));
        origin.createContext("/" + NAME, exchange -> {
            try (exchange) {
                exchange.sendResponseHeaders(200, LENGTH);
                exchange.getResponseBody().write(CONTENT);
            }
        });
        origin.start();
    }

    @AfterEach
    void stop() {
        origin.stop(0);
    }

    @Test
    void fetch_fromASecureServer_givesTheFile() throws IOException {
        download(Map.of(), true).fetch(new Site.Log());
        site.assertComplete();
    }

    @Test
    void fetch_throughAProxy_tunnelsThroughIt() throws IOException {
        try (RawServer proxy = RawServer.start(RawProxy.open())) {
            download(Map.of("https_proxy", "http://127.0.0.1:" + proxy.port()), true)
                    .fetch(new Site.Log());
            assertThat(proxy.requests())
                    .extracting(RawServer.Request::method, RawServer.Request::target)
                    .containsExactly(org.assertj.core.groups.Tuple.tuple(
                            "CONNECT", "localhost:" + origin.getAddress().getPort()));
        }
        site.assertComplete();
    }

    @Test
    void fetch_throughAProxyThatRefuses_failsAtOnceAndNamesIt() {
        try (RawServer proxy =
                RawServer.start((request, connection) -> connection.answer("403 Forbidden", new byte[0]))) {
            assertFails(download(Map.of("https_proxy", "http://127.0.0.1:" + proxy.port()), true))
                    .hasMessageContaining("proxy 127.0.0.1:" + proxy.port())
                    .hasMessageContaining("403")
                    .hasMessageContaining("localhost");
            assertThat(proxy.requests()).hasSize(1);
        }
    }

    @Test
    void fetch_throughAProxyThatWantsAPassword_failsAtOnceAndSaysHowToGiveIt() {
        try (RawServer proxy = RawServer.start(RawProxy.closed("Basic x"))) {
            assertFails(download(Map.of("https_proxy", "http://127.0.0.1:" + proxy.port()), true))
                    .hasMessageContaining("https_proxy");
            assertThat(proxy.requests()).hasSize(1);
        }
    }

    @Test
    void fetch_fromAServerThatIsNotTrusted_failsAtOnceAndSaysWhatToDo() throws IOException {
        assertFails(download(Map.of(), false))
                .hasMessageContaining("localhost")
                .hasMessageContaining("certificate")
                .hasMessageContaining("trustStore");
        assertThat(site.visible()).isEmpty();
    }

    @Test
    void fetch_redirectedToAConnectionThatIsNotSecure_failsAtOnce() {
        try (RawServer open = RawServer.start(honest(CONTENT, TAG))) {
            origin.removeContext("/" + NAME);
            origin.createContext("/" + NAME, exchange -> {
                try (exchange) {
                    exchange.getResponseHeaders().set("Location", open.uri("/x").toString());
                    exchange.sendResponseHeaders(302, -1);
                }
            });
            assertFails(download(Map.of(), true)).hasMessageContaining("not secure");
            assertThat(open.requests()).isEmpty();
        }
    }

    private Download download(Map<String, String> environment, boolean isTrusting) {
        Proxies proxies = new Proxies(environment);
        HttpClient.Builder client = Requests.client(proxies);
        URI source = URI.create(
                "https://localhost:%d/%s".formatted(origin.getAddress().getPort(), NAME));
        return Download.of(
                Site.file(source),
                folder,
                isTrusting ? client.sslContext(trusting).build() : client.build(),
                proxies,
                PATIENCE);
    }
}
