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

    private static final int DEFAULT_PORT = 80;

    private final Map<String, String> environment;
    private final NoProxy exceptions;

    Proxies(Map<String, String> environment) {
        this.environment = environment;
        this.exceptions = NoProxy.parse(
                variables("no_proxy").map(Variable::value).findFirst().orElse(""));
    }

    private record Variable(String name, String value) {}

    /**
     * A proxy from the environment.
     *
     * @param host its name or address
     * @param port its port
     * @param authorization the value of {@code Proxy-Authorization}
     */
    record HttpProxy(String host, int port, Optional<String> authorization) {

        @Override
        public String toString() {
            return host + ":" + port; // without the password
        }
    }

    /**
     * The proxy that the environment sets for a URL.
     *
     * @throws DownloadException if it is not an HTTP proxy
     */
    Optional<HttpProxy> named(URI address) {
        return variable(address).filter(variable -> !isException(address)).map(Proxies::parse);
    }

    private Optional<Variable> variable(URI address) {
        return variables(address.getScheme().toLowerCase(Locale.ROOT) + "_proxy", "all_proxy")
                .findFirst();
    }

    private Stream<Variable> variables(String... names) {
        return Stream.of(names)
                .flatMap(name -> Stream.of(name, name.toUpperCase(Locale.ROOT)))
                .map(name ->
                        new Variable(name, environment.getOrDefault(name, "").trim()))
                .filter(variable -> !variable.value().isEmpty());
    }

    private boolean isException(URI address) {
        int standard = address.getScheme().equalsIgnoreCase("https") ? 443 : 80;
        return exceptions.covers(address.getHost(), address.getPort() < 0 ? standard : address.getPort());
    }

    private static HttpProxy parse(Variable variable) {
        String value = variable.value();
        try {
            URI proxy = new URI(value.contains("://") ? value : "http://" + value);
            if (proxy.getHost() != null && "http".equalsIgnoreCase(proxy.getScheme())) {
                return new HttpProxy(
                        proxy.getHost(),
                        proxy.getPort() < 0 ? DEFAULT_PORT : proxy.getPort(),
                        Optional.ofNullable(proxy.getUserInfo()).map(Proxies::basic));
            }
        } catch (URISyntaxException e) {
            // The message does not repeat the value, which may contain a password.
        }
        throw new DownloadException(("the variable %s does not contain a valid proxy address; set it to"
                        + " http://HOST:PORT or http://NAME:PASSWORD@HOST:PORT,"
                        + " with special characters percent-encoded")
                .formatted(variable.name()));
    }

    private static String basic(String userInfo) {
        return "Basic " + Base64.getEncoder().encodeToString(userInfo.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public List<Proxy> select(URI address) {
        Optional<HttpProxy> named = named(address);
        if (named.isPresent()) {
            HttpProxy proxy = named.get();
            return List.of(new Proxy(Proxy.Type.HTTP, InetSocketAddress.createUnresolved(proxy.host(), proxy.port())));
        }
        ProxySelector java = ProxySelector.getDefault();
        boolean isDirect = java == null || variable(address).isPresent();
        return isDirect ? List.of(Proxy.NO_PROXY) : java.select(address);
    }

    @Override
    public void connectFailed(URI address, SocketAddress proxy, IOException e) {
        // The request fails with this error.
    }
}
