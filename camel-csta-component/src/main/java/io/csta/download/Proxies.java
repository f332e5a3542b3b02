package io.csta.download;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The proxies in the environment variables {@code http_proxy}, {@code https_proxy}, {@code all_proxy} and
 * {@code no_proxy}, in lower or upper case; if none is set, those of Java's system properties.
 */
final class Proxies extends ProxySelector {

    private final Map<String, String> environment;
    private final NoProxy exceptions;

    Proxies(Map<String, String> environment) {
        this.environment = environment;
        this.exceptions = NoProxy.parse(value("no_proxy"));
    }

    /** The value of {@code Proxy-Authorization} for requests to a URL. */
    Optional<String> authorization(URI address) {
        return proxy(address)
                .flatMap(proxy -> Optional.ofNullable(proxy.getUserInfo()))
                .map(user -> "Basic " + Base64.getEncoder().encodeToString(user.getBytes(StandardCharsets.UTF_8)));
    }

    /** A URL and its proxy, without its password, for messages. */
    String route(URI address) {
        return proxy(address)
                .map(proxy -> "%s through the proxy %s:%d".formatted(address, proxy.getHost(), port(proxy)))
                .orElse(address.toString());
    }

    /**
     * The proxy that the environment sets for a URL.
     *
     * @throws DownloadException if it is not an HTTP proxy
     */
    private Optional<URI> proxy(URI address) {
        return variable(address)
                .filter(name -> !exceptions.covers(address.getHost(), port(address)))
                .map(this::parse);
    }

    private static int port(URI address) {
        int standard = "https".equalsIgnoreCase(address.getScheme()) ? 443 : 80;
        return address.getPort() < 0 ? standard : address.getPort();
    }

    private Optional<String> variable(URI address) {
        return Stream.of(address.getScheme().toLowerCase(Locale.ROOT) + "_proxy", "all_proxy")
                .filter(name -> !value(name).isEmpty())
                .findFirst();
    }

    private String value(String name) {
        return Stream.of(name, name.toUpperCase(Locale.ROOT))
                .map(spelling -> environment.getOrDefault(spelling, "").trim())
                .filter(value -> !value.isEmpty())
                .findFirst()
                .orElse("");
    }

    private URI parse(String variable) {
        String value = value(variable);
        try {
            URI proxy = new URI(value.contains("://") ? value : "http://" + value);
            if (proxy.getHost() != null && "http".equalsIgnoreCase(proxy.getScheme())) {
                return proxy;
            }
        } catch (URISyntaxException e) {
            // The message does not repeat the value, which may contain a password.
        }
        throw new DownloadException(("the variable %s does not contain a valid proxy address; set it to"
                        + " http://HOST:PORT or http://NAME:PASSWORD@HOST:PORT,"
                        + " with special characters percent-encoded")
                .formatted(variable));
    }

    @Override
    public List<Proxy> select(URI address) {
        ProxySelector java = ProxySelector.getDefault();
        if (java != null && variable(address).isEmpty()) {
            return java.select(address);
        }
        return List.of(proxy(address)
                .map(proxy ->
                        new Proxy(Proxy.Type.HTTP, InetSocketAddress.createUnresolved(proxy.getHost(), port(proxy))))
                .orElse(Proxy.NO_PROXY));
    }

    @Override
    public void connectFailed(URI address, SocketAddress proxy, IOException e) {
        // The request fails with this error.
    }
}
